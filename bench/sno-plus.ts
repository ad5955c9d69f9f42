import { setTimeout as delay } from "node:timers/promises";
import { configOf, snoSubject } from "../tests/e2e/support/sno-plus";
import { forget, makeWell, testStack } from "../tests/e2e/support/stack";
import { powerOff } from "../tests/ha/inject";
import { failingSeconds } from "../tests/ha/times";
import { underLoad } from "../tests/ha/under-load";
import type { Measurement } from "./figures";

const name = "bench-sno";

/** Longer than the address takes to move and a client to give up. */
const afterLossMilliseconds = 10_000;

/** A cluster that begins on one control plane, as often as is said: an `up`, its growth to three, the loss of its first. */
export async function snoPlus(runs: number): Promise<readonly Measurement[]> {
  const stack = testStack(name, configOf(1));
  const measured: Measurement[] = [];
  try {
    for (let run = 1; run <= runs; run += 1) {
      console.log(`up, growth and loss of topology sno-plus, ${run} of ${runs}`);
      testStack(name, configOf(1));
      const up = await makeWell("up", stack);
      const subject = await snoSubject(stack);
      testStack(name, configOf(3));
      const growth = await underLoad(subject, "growth", () => makeWell("up", stack));
      const loss = await underLoad(subject, "loss", async () => {
        await powerOff(stack, "master-0");
        await delay(afterLossMilliseconds);
      });
      await makeWell("destroy", stack);
      measured.push({
        snoUp: up.seconds,
        snoGrowth: growth.value.seconds,
        snoGrowthFailing: failingSeconds(growth.reads),
        snoLossFailing: failingSeconds(loss.reads),
        snoLossSlowest: loss.reads.slowest / 1000,
      });
    }
  } finally {
    await makeWell("destroy", stack);
    forget(stack);
  }
  return measured;
}
