import { runChecks } from "../../checks/checks";
import type { MicroshiftCluster } from "../../checks/microshift/check";
import { microshiftChecks } from "../../checks/microshift/checks";
import { isFailure, progressText, reportLine, reportText } from "../../checks/report";
import type { GateContext } from "../context";
import type { Status } from "../verify";
import { waitFor } from "../wait";
import { limitsOf } from "./budgets";

/** The cluster that has to be healthy, as far as the plan knows it. */
export type CheckedMicroshift = Omit<MicroshiftCluster, "unplanned">;

/** Waits until every check holds at once; what is worth a warning is shown and holds nobody up. */
export async function verifyMicroshift(
  gate: GateContext,
  checked: CheckedMicroshift,
): Promise<{ cluster: "verified" }> {
  // Pulumi deletes what left the program after everything else, so a node that goes is still there now.
  const cluster = { ...checked, unplanned: "leaving" } as const;
  await waitFor(gate, {
    subject: "verify",
    goal: "every check of the cluster's health to hold",
    where: "nodes, workloads, etcd and the network's databases",
    observe: async () => {
      const reports = await runChecks(cluster, microshiftChecks);
      if (reports.some(isFailure)) return { done: false, state: progressText(reports) };
      for (const report of reports) gate.say(reportLine(report));
      return { done: true, state: `all ${reports.length} checks hold`, value: undefined };
    },
    why: "the first check named is the likely cause of those after it",
    remedy: 'see "make status" for all checks; when the cause is gone, run "pulumi up" again',
    limits: limitsOf(gate, "convergence"),
  });
  return { cluster: "verified" };
}

/** Runs every check once. */
export async function statusOfMicroshift(checked: CheckedMicroshift): Promise<Status> {
  const reports = await runChecks({ ...checked, unplanned: "a fault" }, microshiftChecks);
  return { text: reportText(reports), healthy: !reports.some(isFailure) };
}
