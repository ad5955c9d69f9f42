import { failureOf } from "../../checks/clients/failures";
import { runChecks } from "../../checks/checks";
import type { SmokeCluster } from "../../checks/openshift/smoke/check";
import { smokeChecks } from "../../checks/openshift/smoke/checks";
import { smokeNamespace } from "../../checks/openshift/smoke/objects";
import { makeSmokeObjects, removeSmokeObjects, smokeWarnings } from "../../checks/openshift/smoke/run";
import { isFailure, progressText, reportLine } from "../../checks/report";
import type { GateContext } from "../context";
import { type Limits, untilAnswered, waitFor } from "../wait";
import { limitsOf, type OwnBudgets } from "./budgets";

/** A smoke test of a cluster that has converged. */
export interface SmokeTest extends SmokeCluster {
  readonly budgets?: OwnBudgets | undefined;
}

/**
 * Runs an application in the cluster until every check of it has held once, and removes it. What a run left that was
 * killed is removed first, so that no object of it passes for one of this run.
 */
export async function smokeOpenshift(
  gate: GateContext,
  { budgets, ...cluster }: SmokeTest,
): Promise<{ smoke: "passed" }> {
  const limits = limitsOf(gate, "smoke", budgets);
  await removed(gate, cluster, limits);
  try {
    await untilAnswered(gate, {
      subject: "smoke",
      goal: "the objects of the smoke test to be made",
      where: `namespace ${smokeNamespace}`,
      send: () => makeSmokeObjects(cluster.kubernetes, cluster.plan),
      state: (image) => `its pods run ${image}`,
    });
    await answered(gate, cluster, limits);
  } catch (error) {
    // The error is what to tell; what cannot be deleted now is what the next run removes first.
    await Promise.allSettled([removeSmokeObjects(cluster.kubernetes)]);
    throw error;
  }
  await removed(gate, cluster, limits);
  return { smoke: "passed" };
}

async function answered(gate: GateContext, cluster: SmokeCluster, limits: Limits): Promise<void> {
  await waitFor(gate, {
    subject: "smoke",
    goal: "the application of the smoke test to answer",
    where: `namespace ${smokeNamespace}`,
    observe: async () => {
      const reports = await runChecks(cluster, smokeChecks);
      if (reports.some(isFailure)) return { done: false, state: progressText(reports) };
      for (const report of reports) gate.say(reportLine(report));
      return { done: true, state: `all ${reports.length} checks hold`, value: undefined };
    },
    why: "the first check named is the likely cause of those after it",
    remedy: `look at what is named (the namespace is deleted; its pods come again with the next run), then run "pulumi up" again`,
    closerLook: () => warnings(cluster),
    limits,
  });
}

/** What the namespace was warned of, which goes with it. */
async function warnings({ kubernetes }: SmokeCluster): Promise<string> {
  try {
    const told = await smokeWarnings(kubernetes);
    return told.length === 0 ? "no warnings in its namespace" : told.join("; ");
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return `the warnings of its namespace cannot be read: ${failure.text}`;
  }
}

async function removed(gate: GateContext, { kubernetes }: SmokeCluster, limits: Limits): Promise<void> {
  await waitFor(gate, {
    subject: "smoke",
    goal: "the namespace of the smoke test to be gone",
    where: `namespace ${smokeNamespace}`,
    observe: async () => {
      const left = await removeSmokeObjects(kubernetes);
      return left === undefined
        ? { done: true, state: "nothing of it is in the cluster", value: undefined }
        : { done: false, state: left };
    },
    why: "a namespace goes when everything in it is gone, and every kind of the API must answer for that",
    remedy: `look at the conditions of the namespace (oc get namespace ${smokeNamespace} -o yaml), then run "pulumi up" again`,
    limits,
  });
}
