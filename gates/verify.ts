import { checks, runChecks } from "../checks/checks";
import { Looks } from "./looks";
import { isFailure, reportLine, reportText } from "../checks/report";
import { openChecked, type Verification } from "./checked-cluster";
import type { GateContext } from "./context";
import { waitFor } from "./wait";

/** Waits until every check has held once, and shows each as it does; those that fail are tried again. */
export async function verify(gate: GateContext, input: Verification): Promise<{ cluster: "verified" }> {
  // Pulumi deletes what left the program after everything else, so a machine that goes is still there now.
  const cluster = openChecked(gate, input, "leaving");
  let open = checks.filter(({ appliesTo }) => appliesTo(cluster.plan));
  const total = open.length;
  const looks = new Looks(cluster);
  await waitFor(gate, {
    subject: "verify",
    goal: "every check of the cluster's health to hold",
    where: input.kubernetes.url,
    observe: async () => {
      for (const report of await looks.next(open)) {
        if (isFailure(report)) continue;
        gate.say(reportLine(report));
        open = open.filter((check) => check !== report.check);
      }
      if (open.length === 0) return { done: true, state: `all ${total} checks hold`, value: undefined };
      const missing = open.map((check) => `${check.id}: ${looks.detailOf(check)}`);
      return {
        done: false,
        state: `${total - open.length} of ${total} checks hold, not yet ${missing.join(" | ")}`,
      };
    },
    why: "the first check named is the likely cause of those after it",
    remedy: 'see "make status" for all checks; when the cause is gone, run "pulumi up" again',
  });
  return { cluster: "verified" };
}

/** The result of one look at the cluster. */
export interface Status {
  /** A table with a line for each check. */
  readonly text: string;
  readonly healthy: boolean;
}

/** Runs every check once. */
export async function status(gate: GateContext, input: Verification): Promise<Status> {
  const reports = await runChecks(openChecked(gate, input, "a fault"), checks);
  return { text: reportText(reports), healthy: !reports.some(isFailure) };
}
