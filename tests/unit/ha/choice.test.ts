import { choiceOf } from "../../ha/choice";

describe("what of the suite is tried", () => {
  it("is every fault three times where the caller says nothing", () => {
    const { runs, picks, of } = choiceOf({});
    expect({ runs, of }).toEqual({ runs: 3, of: "all" });
    expect(picks("kill etcd-0")).toBe(true);
  });

  it("are the faults whose names fit a regular expression, so often as is said", () => {
    const { runs, picks, of } = choiceOf({ RUNS: "20", FAULTS: "^(kill|freeze) the" });
    expect({ runs, of }).toEqual({ runs: 20, of: "some" });
    expect(
      ["kill the leader", "freeze the holder", "kill etcd-0", "reset all machines"].filter(picks),
    ).toEqual(["kill the leader", "freeze the holder"]);
  });

  it("is everything where the expression is empty, as make hands on a variable without a value", () => {
    expect(choiceOf({ FAULTS: "" }).of).toBe("all");
  });

  it.each(["0", "-1", "1.5", "many", ""])("is refused for RUNS=%s, which would try nothing", (RUNS) => {
    expect(() => choiceOf({ RUNS })).toThrow(`RUNS must be a whole number above 0, and is "${RUNS}"`);
  });
});
