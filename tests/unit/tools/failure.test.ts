import { readFileSync } from "node:fs";
import { asFailure, Failure, Failures } from "../../../tools/failure";

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

  it("says since when and what was seen where that is known", () => {
    const parts = {
      what: "It broke",
      where: "here",
      since: "noon",
      seen: "smoke",
      why: "heat",
      remedy: "cool it",
    };
    expect(new Failure(parts).message).toBe(
      "It broke\n  where:  here\n  since:  noon\n  seen:   smoke\n  why:    heat\n  remedy: cool it",
    );
  });

  it("is one for all that went wrong at once", () => {
    const failures = ["a", "b"].map((what) => new Failure({ what, where: "w", why: "y", remedy: "r" }));
    const [first, second] = failures as [Failure, Failure];
    expect(new Failures("not ready", [first, second]).message).toBe(
      `not ready (2 problems)\n\n${first.message}\n\n${second.message}`,
    );
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
