import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { forget, makeWell, testStack } from "../tests/e2e/support/stack";
import { repository } from "../tools/paths";
import { valuesIn } from "../tools/stack/config-file";
import type { Measurement } from "./figures";
import { clusterMemory } from "./memory";

const name = "bench-ha";

/** A cluster of the stack k8s-ha, as often as is said: an `up` from nothing, what it needs then, and `destroy`. */
export async function externalEtcd(runs: number): Promise<readonly Measurement[]> {
  const stack = testStack(name, valuesIn(await readFile(join(repository, "Pulumi.k8s-ha.yaml"), "utf8")));
  const measured: Measurement[] = [];
  try {
    for (let run = 1; run <= runs; run += 1) {
      console.log(`up of topology external-etcd from nothing, ${run} of ${runs}`);
      const up = await makeWell("up", stack);
      const haMemory = await clusterMemory(stack.instance);
      const destroy = await makeWell("destroy", stack);
      measured.push({ haUp: up.seconds, haMemory, haDestroy: destroy.seconds });
    }
  } finally {
    await makeWell("destroy", stack);
    forget(stack);
  }
  return measured;
}
