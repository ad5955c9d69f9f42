import { makeWell, testStack } from "../tests/e2e/support/stack";
import type { Measurement } from "./figures";
import { clusterMemory } from "./memory";

/** What a stack of the bench is given. */
export type StackConfig = Readonly<Record<string, unknown>> & {
  readonly controlPlanes: number;
  readonly workers: number;
};

/** Changes a cluster that is up in every way that has a figure, one after the other; it is the largest at the end. */
export async function changes(name: string, start: StackConfig): Promise<Measurement> {
  let config = start;
  const stack = testStack(name, config);
  const become = async (more: Partial<StackConfig>): Promise<number> => {
    config = { ...config, ...more };
    testStack(name, config);
    return (await makeWell("up", stack)).seconds;
  };
  const machines = start.controlPlanes + start.workers;
  const inPlaceControlPlane = await become({ apiServerFlags: { "event-ttl": "2h" } });
  const inPlaceWorker = await become({ kubeletSettings: { maxPods: 77 } });
  const replaced = await become({ machineGenerations: { "master-0": 2 } });
  const moreControlPlanes = await become({ controlPlanes: 5 });
  const moreWorkers = await become({ workers: 10 });
  const grownNoOpUp = await makeWell("up", stack);
  const grownNoOpPreview = await makeWell("preview", stack);
  return {
    inPlaceControlPlane: inPlaceControlPlane / start.controlPlanes,
    inPlaceWorker: inPlaceWorker / machines,
    replaced,
    moreControlPlanes: moreControlPlanes / (5 - start.controlPlanes),
    moreWorkers: moreWorkers / (10 - start.workers),
    grownMemory: await clusterMemory(stack.instance),
    grownNoOpUp: grownNoOpUp.seconds,
    grownNoOpPreview: grownNoOpPreview.seconds,
  };
}
