import { setTimeout as delay } from "node:timers/promises";
import { ensureContract, haConfig, microshiftSubject } from "../tests/e2e/support/microshift-ha";
import { forget, makeWell, testStack } from "../tests/e2e/support/stack";
import { powerOff } from "../tests/ha/inject";
import { failingSeconds, unwritableSeconds } from "../tests/ha/times";
import { underLoad } from "../tests/ha/under-load";
import type { Measurement } from "./figures";

const name = "bench-msha";
const beginning = { 1: "controlPlane", 2: "controlPlane", 3: "controlPlane", 4: "worker" } as const;
const grown = { ...beginning, 5: "worker" } as const;
const withoutFirst = { 2: "controlPlane", 3: "controlPlane", 4: "worker", 5: "worker" } as const;

/** Longer than the address takes to move, and than a client takes to give up. */
const afterLossMilliseconds = 20_000;

/**
 * A highly available MicroShift of contract images (tests/microshift/contract), as often as is said: an `up`, a worker that
 * joins, the first node that leaves for good under load, and the loss of the next.
 */
export async function microshiftHa(runs: number): Promise<readonly Measurement[]> {
  const stack = testStack(name, haConfig(beginning));
  const measured: Measurement[] = [];
  await ensureContract();
  try {
    for (let run = 1; run <= runs; run += 1) {
      console.log(`up, joins and loss of stack microshift-ha, ${run} of ${runs}`);
      testStack(name, haConfig(beginning));
      const up = await makeWell("up", stack);
      const subject = await microshiftSubject(stack);
      const loss = await underLoad(subject, "loss", async () => {
        const heal = await powerOff(stack, "node-1");
        await delay(afterLossMilliseconds);
        await heal();
      });
      testStack(name, haConfig(grown));
      const join = await makeWell("up", stack);
      testStack(name, haConfig(withoutFirst));
      const leave = await underLoad(subject, "leave", () => makeWell("up", stack));
      await makeWell("destroy", stack);
      measured.push({
        microshiftUp: up.seconds,
        microshiftJoin: join.seconds,
        microshiftLossFailing: failingSeconds(loss.reads),
        microshiftLossUnwritable: unwritableSeconds(loss.writes),
        microshiftLeave: leave.value.seconds,
        microshiftLeaveFailing: failingSeconds(leave.reads),
      });
    }
  } finally {
    await makeWell("destroy", stack);
    forget(stack);
  }
  return measured;
}
