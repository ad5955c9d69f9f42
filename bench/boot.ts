import { firstAnswer } from "../tests/e2e/support/first-answer";
import { makeWell, pulumi, type TestStack } from "../tests/e2e/support/stack";
import type { Measurement } from "./figures";
import { clusterMemory } from "./memory";
import { processorSeconds } from "./processor";
import { madeResources, type Stage, stagesOf } from "./stages";

const api = "https://10.90.0.5:6443";

/** What an `up` from nothing took, and what the cluster needs that stands then. */
export interface Boot {
  readonly measured: Measurement;
  readonly stages: readonly Stage[];
}

/** One `up` from nothing, and what has nothing to do after it. */
export async function boot(stack: TestStack): Promise<Boot> {
  const began = Date.now();
  const worked = processorSeconds();
  const over = new AbortController();
  const answered = firstAnswer(stack, api, over.signal).then(() => (Date.now() - began) / 1000);
  const up = await makeWell("up", stack).finally(() => {
    over.abort(new Error("up ended before the API answered"));
  });
  const upProcessor = processorSeconds() - worked;
  const stages = stagesOf(madeResources(await pulumi(stack, "stack", "export")), {
    began,
    ended: began + up.seconds * 1000,
  });
  const apiReady = await answered;
  const noOpUp = await makeWell("up", stack);
  const noOpPreview = await makeWell("preview", stack);
  return {
    stages,
    measured: {
      up: up.seconds,
      upProcessor,
      apiReady,
      noOpUp: noOpUp.seconds,
      noOpPreview: noOpPreview.seconds,
      memory: await clusterMemory(stack.instance),
    },
  };
}
