import type { V1Node } from "@kubernetes/client-node";
import { type Report, runCheck, runChecks } from "../../checks/checks";
import type { Kubernetes } from "../../checks/clients/kubernetes";
import type { OpenshiftCluster } from "../../checks/openshift/check";
import { openshiftChecks } from "../../checks/openshift/checks";
import { clusterVersionAvailable } from "../../checks/openshift/cluster-version";
import { isFailure, progressText, reportLine, reportText } from "../../checks/report";
import { isSettled } from "../certificate-requests/verdict";
import type { NamedMachine } from "../certificate-requests/openshift";
import type { GateContext } from "../context";
import type { Status } from "../verify";
import { type Observation, waitFor } from "../wait";
import { limitsOf, type OwnBudgets } from "./budgets";
import { decideFor } from "./requests";

/** The cluster that has to converge, as far as the plan knows it. */
export interface Convergence {
  readonly plan: Readonly<Record<"controlPlanes" | "workers", readonly NamedMachine[]>>;
  readonly minimumOperators: number;
  readonly kubernetes: Kubernetes;
  readonly budgets?: OwnBudgets | undefined;
}

/** How long everything must hold without a break, in milliseconds: an operator starts a new round after the last one. */
export const quietTime = 30_000;

/**
 * Waits until the release is installed, and then until every check has held for half a minute on end. Meanwhile it decides
 * on what planned nodes ask for: an address that the network's operator has added makes a kubelet ask again.
 */
export async function verifyOpenshift(
  gate: GateContext,
  { budgets, ...convergence }: Convergence,
): Promise<{ cluster: "verified" }> {
  const { kubernetes } = convergence;
  const cluster = { ...convergence, unplanned: "leaving" } as const;
  await waitFor(gate, {
    subject: "release",
    goal: "the release to be installed",
    where: "ClusterVersion version",
    observe: async () => {
      await decideForNodes(gate, kubernetes, convergence.plan);
      const { finding } = await runCheck(cluster, clusterVersionAvailable);
      if (finding.level === "failure") return { done: false, state: finding.detail };
      return { done: true, state: `${finding.detail} is installed`, value: undefined };
    },
    why: "an operator does not get on, and the ClusterVersion names it",
    remedy: `look at the ClusterVersion and the ClusterOperators (oc get co), then run "pulumi up" again`,
    limits: limitsOf(gate, "initialization", budgets),
  });
  const quiet = new Quiet(gate);
  await waitFor(gate, {
    subject: "verify",
    goal: "every check to hold for half a minute",
    where: "ClusterOperators, nodes and certificate requests",
    observe: async () => {
      await decideForNodes(gate, kubernetes, convergence.plan);
      return quiet.after(await lookAt(cluster));
    },
    why: "the first check named is the likely cause of those after it",
    remedy: `look at the ClusterOperators (oc get co) and at what is named; when the cause is gone, run "pulumi up" again`,
    limits: limitsOf(gate, "convergence", budgets),
  });
  return { cluster: "verified" };
}

/** Runs every check once. */
export async function statusOfOpenshift(convergence: Convergence): Promise<Status> {
  const reports = await lookAt({ ...convergence, unplanned: "a fault" });
  return { text: reportText(reports), healthy: !reports.some(isFailure) };
}

/** Since when everything holds. */
class Quiet {
  private since: number | undefined;

  constructor(private readonly gate: GateContext) {}

  after(reports: readonly Report<OpenshiftCluster>[]): Observation<void> {
    const now = this.gate.clock.now();
    if (reports.some(isFailure)) {
      this.since = undefined;
      return { done: false, state: progressText(reports) };
    }
    this.since ??= now;
    if (now - this.since < quietTime)
      return { done: false, state: `all ${reports.length} checks hold, for how long is to be seen` };
    for (const report of reports) this.gate.say(reportLine(report));
    return {
      done: true,
      state: `all ${reports.length} checks have held for half a minute`,
      value: undefined,
    };
  }
}

function lookAt(cluster: OpenshiftCluster): Promise<readonly Report<OpenshiftCluster>[]> {
  return runChecks(cluster, openshiftChecks);
}

/** Requests of planned nodes are decided by their rules; those of others stay open, and the checks tell of them. */
async function decideForNodes(
  gate: GateContext,
  kubernetes: Kubernetes,
  { controlPlanes, workers }: Convergence["plan"],
): Promise<void> {
  const { items: requests } = await kubernetes.certificates.listCertificateSigningRequest();
  if (requests.every(isSettled)) return;
  const { items } = await kubernetes.core.listNode();
  const nodes = new Map<string, V1Node>(items.map((node) => [node.metadata?.name ?? "", node]));
  for (const machine of [...controlPlanes, ...workers])
    await decideFor(gate, kubernetes, machine, nodes.get(machine.name));
}
