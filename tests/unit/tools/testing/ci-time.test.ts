import { ciTimeOf, noTimeFor } from "../../../../tools/testing/ci-time";
import { testParts } from "../../../../tools/testing/parts";

const long = { name: "long", needs: [], minutesOnCi: 20, kind: "checks", checks: [] } as const;
const began = new Date("2026-01-01T00:00:00Z");
const after = (minutes: number) => ({ began, now: new Date(began.getTime() + minutes * 60_000) });

describe("a part that takes long", () => {
  it("runs on CI where the run began early enough for its end", () => {
    expect(noTimeFor(long, after(65))).toBeUndefined();
  });

  it("is not begun where CI would cut it off, and says why", () => {
    expect(noTimeFor(long, after(65.5))).toBe(
      "66 of CI's 90 minutes are over, and it takes up to 20: make test runs it elsewhere",
    );
  });

  it("always runs where nobody cuts it off, as every other part does on CI", () => {
    expect(noTimeFor(long, ciTimeOf({}, after(600).now))).toBeUndefined();
    expect(noTimeFor({ name: "short", needs: [], kind: "checks", checks: [] }, after(600))).toBeUndefined();
  });

  it("comes after all that always run", () => {
    const mayBeLeft = testParts.map(({ minutesOnCi }) => (minutesOnCi === undefined ? 0 : 1));
    expect(mayBeLeft).toEqual([...mayBeLeft].sort((a, b) => a - b));
  });
});

describe("the time of a run on CI", () => {
  it("is counted from the moment that .ci/run tells", () => {
    const { began: told } = ciTimeOf({ HARDWAY_CI_BEGAN: "1767225600" }, began);
    expect(told).toEqual(began);
  });
});
