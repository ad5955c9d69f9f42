import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { setTimeout as pause } from "node:timers/promises";
import { timeLimit } from "../../../../checks/clients/time-limit";

/** Has the garbage collected, all of it, at once. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}

describe("a time limit", () => {
  it("ends what it is a part of, though nobody keeps it: a check once waited for ever for a pod", async () => {
    const patience = AbortSignal.any([new AbortController().signal, timeLimit(300)]);
    await pause(50);
    collectGarbage();
    await pause(600);
    expect(patience.aborted).toBe(true);
  });

  it("says how long it was", async () => {
    const signal = timeLimit(10);
    await pause(100);
    expect(String(signal.reason)).toContain("no answer within 0.01 s");
  });
});
