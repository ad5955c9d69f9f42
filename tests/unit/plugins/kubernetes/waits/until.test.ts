import { setTimeout as delay } from "node:timers/promises";
import { ApiError } from "../../../../../plugins/kubernetes/cluster/errors";
import type { Waiting } from "../../../../../plugins/kubernetes/waits/until";
import { until } from "../../../../../plugins/kubernetes/waits/until";
import type { Verdict } from "../../../../../plugins/kubernetes/waits/wait";
import { READY, waiting } from "../../../../../plugins/kubernetes/waits/wait";

const LONG_MS = 60_000;
/** Waits with these verdicts, the last of them for ever. */
function judging(verdicts: readonly (Verdict | Error)[], more: Partial<Waiting> = {}) {
  const said: string[] = [];
  let looks = 0;
  const outcome = until({
    judge: () => {
      const verdict = verdicts[Math.min(looks++, verdicts.length - 1)] ?? READY;
      return verdict instanceof Error ? Promise.reject(verdict) : Promise.resolve(verdict);
    },
    watches: [],
    timeoutMs: LONG_MS,
    cancelled: new AbortController().signal,
    say: (text) => said.push(text),
    ...more,
  });
  return { outcome, said, looks: () => looks };
}
async function* events(...afterMs: readonly number[]): AsyncGenerator<number> {
  for (const pause of afterMs) yield await delay(pause, pause, { ref: false });
}

describe("waiting", () => {
  it("looks again whenever something happened, and tells each change once", async () => {
    const { outcome, said } = judging([waiting("0/2"), waiting("0/2"), waiting("1/2"), READY], {
      watches: [() => Promise.resolve(events(5, 5, 5, 5))],
    });
    expect(await outcome).toEqual({ end: "ready" });
    expect(said).toEqual(["0/2", "1/2"]);
  });
  it("looks again when a watch has begun: what happened before it is in no event", async () => {
    const silentWatch = new Promise<AsyncIterable<unknown>>((resolve) => {
      setTimeout(resolve, 5, events(LONG_MS));
    });
    const { outcome } = judging([waiting("still there"), READY], { watches: [() => silentWatch] });
    expect(await outcome).toEqual({ end: "ready" });
  });
  it("ends at once where no waiting will help", async () => {
    const failed = { state: "failed", problems: ["[BackoffLimitExceeded] gave up"] } as const;
    expect(await judging([failed]).outcome).toEqual({ end: "failed", problems: failed.problems });
  });
  it("ends in time with what was wrong last", async () => {
    const { outcome } = judging([waiting("0/1", ["no pods"])], { timeoutMs: 30 });
    expect(await outcome).toEqual({ end: "timedOut", problems: ["no pods"] });
  });
  it("ends in time, whatever the clock of the machine shows when the timer fires", async () => {
    const clock = jest.spyOn(Date, "now").mockReturnValue(Date.now());
    const { outcome } = judging([waiting("0/1", ["no pods"])], { timeoutMs: 30 });
    expect(await outcome).toEqual({ end: "timedOut", problems: ["no pods"] });
    clock.mockRestore();
  });
  it("ends when the user interrupts", async () => {
    const interrupt = new AbortController();
    const { outcome } = judging([waiting("0/1", ["no pods"])], { cancelled: interrupt.signal });
    interrupt.abort();
    expect(await outcome).toEqual({ end: "cancelled", problems: ["no pods"] });
  });
  it("looks again by the time that the judge asked for", async () => {
    const { outcome } = judging([{ ...waiting("settling"), againInMs: 5 }, READY]);
    expect(await outcome).toEqual({ end: "ready" });
  });
  it("outlasts an API server that does not answer, and says so", async () => {
    const { outcome, said } = judging([new Error("connection refused"), READY]);
    expect(await outcome).toEqual({ end: "ready" });
    expect(said).toEqual(["connection refused"]);
  });
  it("fails where the API server answers that the object is gone", async () => {
    const gone = new ApiError(404, { message: "not found" }, "");
    await expect(judging([gone]).outcome).rejects.toBe(gone);
  });
});
