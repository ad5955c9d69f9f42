import { V1Eviction } from "@kubernetes/client-node/dist/gen/models/V1Eviction.js";
import type { V1Pod, V1PodList } from "@kubernetes/client-node";
import { statusOf, unlessMissing } from "../checks/clients/failures";
import type { Kubernetes } from "../checks/clients/kubernetes";
import { mergePatch } from "../checks/clients/merge-patch";
import { unreadyReason } from "../checks/nodes";
import { deleteRequests } from "./certificate-requests/decide";
import { kubernetesKinds, type RequestKinds } from "./certificate-requests/kinds";
import { type GateContext, GateFailure } from "./context";
import { type Limits, type Observation, untilAnswered, waitFor } from "./wait";

/** A disruption budget may hold a pod for ever; a machine that shall go is not kept for it. */
const drainLimits: Partial<Limits> = { patience: 30_000, total: 60_000, interval: 500 };

/**
 * Moves a node's pods elsewhere as `kubectl drain` does: no new pods, then eviction, which respects
 * disruption budgets. Best effort within a minute, as the node leaves in any case.
 */
export async function drain(gate: GateContext, kubernetes: Kubernetes, name: string): Promise<void> {
  try {
    await waitFor(gate, {
      subject: "drain",
      goal: `the pods of ${name} to end`,
      where: name,
      observe: () => drainFurther(kubernetes, name),
      why: "a disruption budget or a long grace period holds them",
      remedy: "nothing to do: their controllers replace them",
      limits: drainLimits,
    });
  } catch (error) {
    if (!(error instanceof GateFailure)) throw error;
    gate.say(`drain: ${name} goes all the same; ${error.problem.seen ?? error.problem.what}`);
  }
}

/**
 * Deletes the node, its certificate requests, and its pods without waiting for a kubelet that may be gone: they would
 * show for a minute.
 */
export async function deleteNode(
  gate: GateContext,
  kubernetes: Kubernetes,
  name: string,
  kinds: RequestKinds<string, never> = kubernetesKinds,
): Promise<void> {
  const { core } = kubernetes;
  await untilAnswered(gate, {
    subject: "node",
    goal: `node ${name} to be deleted`,
    where: name,
    send: async () => {
      await unlessMissing(core.deleteNode({ name }));
      await deleteRequests(kubernetes, name, kinds);
      for (const pod of (await podsOf({ core }, name)).items)
        await unlessMissing(core.deleteNamespacedPod({ ...keyOf(pod), gracePeriodSeconds: 0 }));
    },
    state: () => `${name} is deleted`,
  });
}

async function drainFurther(kubernetes: Kubernetes, name: string): Promise<Observation<void>> {
  const node = await unlessMissing(kubernetes.core.readNode({ name }));
  if (node === undefined) return { done: true, state: `${name} is no node`, value: undefined };
  const unready = unreadyReason(node);
  if (unready !== undefined)
    return {
      done: true,
      state: `${name} is not Ready, nothing could end its pods (${unready})`,
      value: undefined,
    };

  if (node.spec?.unschedulable !== true) await cordon(kubernetes, name);
  const { count, held } = await evictAll(kubernetes, name);
  if (count === 0) return { done: true, state: `${name} has no more pods to move`, value: undefined };
  const budgets = held.length === 0 ? "" : `, held by disruption budgets: ${held.join(", ")}`;
  return { done: false, state: `${count} pods of ${name} have to end${budgets}` };
}

async function cordon({ core }: Kubernetes, name: string): Promise<void> {
  await core.patchNode({ name, body: { spec: { unschedulable: true } } }, mergePatch);
}

interface Remaining {
  readonly count: number;
  /** Pods that a disruption budget keeps for now. */
  readonly held: readonly string[];
}

async function evictAll(kubernetes: Kubernetes, node: string): Promise<Remaining> {
  const pods = (await podsOf(kubernetes, node)).items.filter(isMovable);
  const held: string[] = [];
  for (const pod of pods) {
    if (pod.metadata?.deletionTimestamp !== undefined) continue;
    const key = keyOf(pod);
    try {
      await unlessMissing(
        kubernetes.core.createNamespacedPodEviction({
          ...key,
          body: Object.assign(new V1Eviction(), { metadata: key }),
        }),
      );
    } catch (error) {
      // The API's answer for "the disruption budget allows no eviction now".
      if (statusOf(error) !== 429) throw error;
      held.push(`${key.namespace}/${key.name}`);
    }
  }
  return { count: pods.length, held };
}

function keyOf({ metadata }: V1Pod): { name: string; namespace: string } {
  return { name: metadata?.name ?? "", namespace: metadata?.namespace ?? "" };
}

function podsOf({ core }: Pick<Kubernetes, "core">, node: string): Promise<V1PodList> {
  return core.listPodForAllNamespaces({ fieldSelector: `spec.nodeName=${node}` });
}

/** Static pods live as long as their kubelet, and a DaemonSet would replace its pod on the same node. */
export function isMovable({ metadata, status }: V1Pod): boolean {
  const finished = status?.phase === "Succeeded" || status?.phase === "Failed";
  const mirror = metadata?.annotations?.["kubernetes.io/config.mirror"] !== undefined;
  const ofDaemonSet = (metadata?.ownerReferences ?? []).some(({ kind }) => kind === "DaemonSet");
  return !finished && !mirror && !ofDaemonSet;
}
