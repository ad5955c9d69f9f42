import { apiServersReady } from "./api-servers";
import { noOpenRequests } from "./certificate-requests";
import { certificatesValid } from "./certificates/check";
import type { Check, CheckedCluster, Finding, Planned } from "./check";
import { failureOf } from "./clients/failures";
import { coreDnsAvailable, kubeProxyEverywhere } from "./cluster-services";
import { etcdMembers } from "./etcd-members";
import { leaderLeases } from "./leader-leases";
import { nodesReady } from "./nodes";
import { dnsInPods, serviceAcrossNodes } from "./pod-network";

/**
 * What is true of a healthy cluster, from the ground up: where several do not hold, the first is the likely cause
 * of the others.
 */
export const checks: readonly Check[] = [
  etcdMembers,
  apiServersReady,
  leaderLeases,
  nodesReady,
  kubeProxyEverywhere,
  coreDnsAvailable,
  dnsInPods,
  serviceAcrossNodes,
  certificatesValid,
  noOpenRequests,
];

/** A check and what it found. */
export interface Report<Cluster extends Planned = CheckedCluster> {
  readonly check: Check<Cluster>;
  readonly finding: Finding;
}

/** Runs those checks side by side that apply to the plan; a question that got no answer is a failed check. */
export async function runChecks<Cluster extends Planned>(
  cluster: Cluster,
  some: readonly Check<Cluster>[],
): Promise<readonly Report<Cluster>[]> {
  const applying = some.filter(({ appliesTo }) => appliesTo(cluster.plan));
  return Promise.all(applying.map((check) => runCheck(cluster, check)));
}

/** Runs a check; a question that got no answer is a failed check. */
export async function runCheck<Cluster extends Planned>(
  cluster: Cluster,
  check: Check<Cluster>,
): Promise<Report<Cluster>> {
  return { check, finding: await find(check, cluster) };
}

async function find<Cluster extends Planned>(check: Check<Cluster>, cluster: Cluster): Promise<Finding> {
  try {
    return await check.probe(cluster);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return { level: "failure", detail: failure.text };
  }
}
