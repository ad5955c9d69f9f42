import { isUnserved, unlessMissing } from "../checks/clients/failures";
import { type Kubernetes, readinessAt } from "../checks/clients/kubernetes";
import { mergePatch } from "../checks/clients/merge-patch";
import { serverSideApply } from "../checks/clients/server-side-apply";
import { pivotOrder, type PivotStatus } from "../topology/pivot-order";
import { apiServerUrl } from "../topology/endpoints";
import type { GateContext } from "./context";
import { askEtcd, type EtcdAccess } from "./etcd";
import { ownApiServerReady } from "./join";
import { leaveEtcd } from "./leave";
import { becomeVoter, type MemberMachine, memberOf } from "./membership";
import { type Observation, untilAnswered, waitFor } from "./wait";

/** The machines between which the control plane moves, and the way to the cluster. */
export interface PivotCluster {
  readonly bootstrap: MemberMachine;
  readonly controlPlanes: readonly MemberMachine[];
  readonly kubernetes: Kubernetes;
  readonly etcd: EtcdAccess;
}

const { key: orderKey, ...order } = pivotOrder;

/**
 * Moves the control plane off the bootstrap machine for good, in an order in which no request fails:
 * - every control plane is healthy;
 * - the bootstrap machine is told to drain: its API server fails its readiness, the load balancer turns away,
 *   connections finish;
 * - with its API server gone, the leases that its controllers held are free for others at once;
 * - its etcd member leaves, leadership first;
 * - the machine is told that all is complete and powers itself off.
 */
export async function pivot(gate: GateContext, cluster: PivotCluster): Promise<{ bootstrap: "complete" }> {
  if (await isOver(gate, cluster)) return { bootstrap: "complete" };
  for (const machine of cluster.controlPlanes) await confirmControlPlane(gate, cluster, machine);
  await tell(gate, cluster, "draining");
  await apiServerGone(gate, cluster);
  await releaseLeases(gate, cluster);
  await leaveEtcd(gate, cluster.etcd, cluster.bootstrap);
  await tell(gate, cluster, "complete");
  return { bootstrap: "complete" };
}

async function isOver(gate: GateContext, cluster: PivotCluster): Promise<boolean> {
  return untilAnswered(gate, {
    subject: "pivot",
    goal: "the cluster to say how far the pivot is",
    where: `ConfigMap ${order.namespace}/${order.name}`,
    send: async () => {
      const found = await unlessMissing(cluster.kubernetes.core.readNamespacedConfigMap(order));
      const { members } = await askEtcd(cluster.etcd);
      return found?.data?.[orderKey] === "complete" && memberOf(members, cluster.bootstrap) === undefined;
    },
    state: (over) => (over ? "complete already" : `moves the control plane off ${cluster.bootstrap.name}`),
  });
}

async function confirmControlPlane(
  gate: GateContext,
  cluster: PivotCluster,
  machine: MemberMachine,
): Promise<void> {
  await becomeVoter(gate, cluster.etcd, machine);
  await ownApiServerReady(gate, cluster.kubernetes, machine);
}

async function tell(
  gate: GateContext,
  { kubernetes, bootstrap }: PivotCluster,
  status: PivotStatus,
): Promise<void> {
  const body = { apiVersion: "v1", kind: "ConfigMap", metadata: order, data: { [orderKey]: status } };
  await untilAnswered(gate, {
    subject: "pivot",
    goal: `${bootstrap.name} to be told: ${status}`,
    where: `ConfigMap ${order.namespace}/${order.name}`,
    send: () =>
      kubernetes.core.patchNamespacedConfigMap(
        { ...order, body, fieldManager: "hardway-pivot", force: true },
        serverSideApply,
      ),
    state: () => `${bootstrap.name} is told: ${status}`,
  });
}

async function apiServerGone(gate: GateContext, { kubernetes, bootstrap }: PivotCluster): Promise<void> {
  const url = apiServerUrl(bootstrap);
  await waitFor(gate, {
    subject: "pivot",
    goal: `the API server of ${bootstrap.name} to end`,
    where: url,
    observe: () => lookForApiServer(kubernetes, bootstrap.name, url),
    why: "bootstrap-pivot.service does not run there or may not read its ConfigMap",
    remedy: `look at it (journalctl -u bootstrap-pivot on ${bootstrap.name}), then run "pulumi up" again`,
  });
}

async function lookForApiServer({ send }: Kubernetes, name: string, url: string): Promise<Observation<void>> {
  try {
    const { ready } = await readinessAt(url, send);
    return { done: false, state: `the API server of ${name} ${ready ? "still serves" : "drains"}` };
  } catch (error) {
    if (!isUnserved(error)) throw error;
    return { done: true, state: `the API server of ${name} is gone`, value: undefined };
  }
}

/**
 * Empties the leases that processes of the bootstrap machine held. They reach no API server any more, so
 * they cannot act; without this their successors wait until the leases run out, after 15 s.
 */
async function releaseLeases(gate: GateContext, cluster: PivotCluster): Promise<void> {
  for (const name of ["kube-controller-manager", "kube-scheduler"])
    await untilAnswered(gate, {
      subject: "pivot",
      goal: `the lease ${name} to be free`,
      where: `Lease ${order.namespace}/${name}`,
      send: () => releaseLease(cluster, name),
      state: (state) => `lease ${name} ${state}`,
    });
}

async function releaseLease({ kubernetes, bootstrap }: PivotCluster, name: string): Promise<string> {
  const key = { name, namespace: order.namespace };
  const lease = await unlessMissing(kubernetes.coordination.readNamespacedLease(key));
  const holder = lease?.spec?.holderIdentity ?? "";
  if (!holder.startsWith(`${bootstrap.name}_`)) return `is not held by ${bootstrap.name}`;
  // The version makes the API refuse where somebody has taken the lease meanwhile.
  const resourceVersion = lease?.metadata?.resourceVersion ?? "";
  await kubernetes.coordination.patchNamespacedLease(
    { ...key, body: { metadata: { resourceVersion }, spec: { holderIdentity: "" } } },
    mergePatch,
  );
  return "is free";
}
