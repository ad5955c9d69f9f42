import { readFileSync } from "node:fs";
import { asFailure, Failure } from "../../../tools/failure";

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe("an error for the user", () => {
  it("says what, where, why and what to do", () => {
    const failure = new Failure({ what: "It broke", where: "here", why: "it is old", remedy: "renew it" });
    expect(failure.message).toBe("It broke\n  where:  here\n  why:    it is old\n  remedy: renew it");
  });

  it("is made of an error that the system gave for a file", () => {
    const failure = asFailure(thrownBy(() => readFileSync("/nonexistent")));
    expect(failure?.report.where).toBe("/nonexistent");
    expect(failure?.report.why).toContain("ENOENT");
  });

  it("is not made of a fault in this program, whose stack trace is wanted", () => {
    expect(asFailure(new TypeError("undefined is not a function"))).toBeUndefined();
  });
});
