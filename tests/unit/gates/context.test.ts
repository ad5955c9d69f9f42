import { GateFailure, Interrupted, reasonOf, systemClock } from "../../../gates/context";

describe("GateFailure", () => {
  it("says what failed, where, since when, what was seen, why, and what to do", () => {
    const problem = {
      what: "gave up",
      where: "10.90.0.12",
      since: "2026-11-24 22:00:00 UTC, for 2m",
      seen: "refused",
      why: "it is off",
      remedy: "start it",
    };
    expect(new GateFailure(problem).message).toBe(
      [
        "gave up",
        "  where:  10.90.0.12",
        "  since:  2026-11-24 22:00:00 UTC, for 2m",
        "  seen:   refused",
        "  why:    it is off",
        "  remedy: start it",
      ].join("\n"),
    );
  });

  it("leaves out what was seen, and since when, where nothing was", () => {
    const problem = { what: "cannot leave", where: "here", why: "the last one", remedy: "destroy" };
    expect(new GateFailure(problem).message).not.toMatch(/seen|since/);
  });
});

describe("the machine's clock", () => {
  it("sleeps for the time it is told", async () => {
    const before = systemClock.now();
    await systemClock.sleep(30, new AbortController().signal);
    expect(systemClock.now() - before).toBeGreaterThanOrEqual(29);
  });

  it("wakes up with the reason when it is interrupted, and does not even lie down after that", async () => {
    const ending = new AbortController();
    const sleep = systemClock.sleep(60_000, ending.signal);
    ending.abort(new Interrupted("SIGINT"));
    await expect(sleep).rejects.toThrow(/interrupted by SIGINT/);
    await expect(systemClock.sleep(60_000, ending.signal)).rejects.toThrow(Interrupted);
  });
});

describe("reasonOf", () => {
  it("is an error even where the signal was given something else", () => {
    expect(reasonOf(AbortSignal.abort("enough"))).toBeInstanceOf(Error);
  });
});
