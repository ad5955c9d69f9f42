import { metadataOf, numberAt, valueAt } from "../objects";
import { labelSelector, POD, podTrouble } from "./pods";
import type { Look, Verdict, Wait } from "./wait";
import { READY, timedOutCondition, waiting } from "./wait";

export const daemonSetWait: Wait = {
  kinds: ["apps/v1/DaemonSet"],
  why: "every node that should run its pod runs the newest one; without nodes there is nothing to wait for",
  watched: [POD],
  judge,
  timedOut: timedOutCondition,
};

/** Counters of the status that must reach the number of nodes (kstatus, daemonsetConditions). */
const COUNTERS = [
  "currentNumberScheduled",
  "updatedNumberScheduled",
  "numberAvailable",
  "numberReady",
] as const;

async function judge({ object, related }: Look): Promise<Verdict> {
  if (numberAt(object, "status", "observedGeneration") !== metadataOf(object).generation)
    return waiting("Waiting for the daemon set controller to see the new specification");
  const wanted = numberAt(object, "status", "desiredNumberScheduled");
  const behind = COUNTERS.find((counter) => numberAt(object, "status", counter) < wanted);
  if (behind === undefined) return READY;
  const trouble = podTrouble(await related(POD, labelSelector(valueAt(object, "spec", "selector"))));
  return waiting(`${behind}: ${numberAt(object, "status", behind)}/${wanted}${trouble}`);
}
