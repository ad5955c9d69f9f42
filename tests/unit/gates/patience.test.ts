import { GateFailure } from "../../../gates/context";
import { patienceIn } from "../../../gates/patience";

describe("the gates' patience", () => {
  it("is two minutes", () => {
    expect(patienceIn({})).toBe(120_000);
  });

  it("is what the environment says, in seconds", () => {
    expect(patienceIn({ HARDWAY_PATIENCE: "300" })).toBe(300_000);
  });

  it.each(["9", "3601", "30s", "1.5", "", "-30"])(
    "is refused where it is %p, with what it may be",
    (given) => {
      expect(() => patienceIn({ HARDWAY_PATIENCE: given })).toThrow(GateFailure);
      expect(() => patienceIn({ HARDWAY_PATIENCE: given })).toThrow(/from 10 to 3600/);
    },
  );
});
