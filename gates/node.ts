import type { V1Node } from "@kubernetes/client-node";
import { unlessMissing } from "../checks/clients/failures";
import type { Kubernetes } from "../checks/clients/kubernetes";
import { serverSideApply } from "../checks/clients/server-side-apply";
import { unreadyReason } from "../checks/nodes";
import { decideRequests, type RequestState } from "./certificate-requests/decide";
import { kubernetesKinds } from "./certificate-requests/kinds";
import type { GateContext } from "./context";
import { waitFor } from "./wait";

/** A machine that becomes a node, and the labels that the plan gives it. */
export interface JoiningNode {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The label by which `kubectl get nodes` shows a node's role; kubelets may not set it themselves. */
export function roleLabel(role: "control-plane" | "worker"): Readonly<Record<string, string>> {
  return { [`node-role.kubernetes.io/${role}`]: "" };
}

/**
 * Takes a machine's kubelet from its first certificate request to a labelled, Ready node. What is open is
 * looked at anew each time, so the gate may be interrupted and run again anywhere.
 */
export async function becomeReady(
  gate: GateContext,
  kubernetes: Kubernetes,
  node: JoiningNode,
): Promise<void> {
  let labelled = false;
  await waitFor(gate, {
    subject: "node",
    goal: `node ${node.name} to be Ready`,
    where: node.name,
    observe: async () => {
      const found = await unlessMissing(kubernetes.core.readNode({ name: node.name }));
      const unready = found === undefined ? "it is not registered" : unreadyReason(found);
      const { client } = await decideRequests(
        gate,
        kubernetes,
        (at) => ({ name: node.name, joined: unready === undefined, at }),
        kubernetesKinds,
      );
      if (found === undefined) return { done: false, state: `${node.name} ${registration[client]}` };
      if (!labelled) await applyLabels(kubernetes, found, node.labels);
      labelled = true;
      if (unready === undefined) return { done: true, state: `${node.name} is Ready`, value: undefined };
      return { done: false, state: `${node.name} is registered, not Ready: ${unready}` };
    },
    why: "the kubelet does not run (no memory, a full disk, a broken file), cannot reach the API through the load balancer, or has no pod network",
    remedy: `look at the kubelet on ${node.name} (journalctl -u kubelet -u containerd), then run "pulumi up" again`,
  });
}

/** What a machine's first request says of it while it is no node. */
export const registration: Readonly<Record<RequestState, string>> = {
  "not requested yet": "has not asked for its certificate yet",
  approved: "has its certificate, its kubelet registers",
  denied: "asked for a certificate that was denied",
};

/**
 * Gives the node the labels of the plan, as their owner by server-side apply: a label that the plan no longer has goes
 * from the node, and those of others stay. The uid keeps a node that was deleted just now from being made anew.
 */
async function applyLabels(
  { core }: Kubernetes,
  { metadata }: V1Node,
  labels: JoiningNode["labels"],
): Promise<void> {
  const name = metadata?.name ?? "";
  await core.patchNode(
    {
      name,
      body: { apiVersion: "v1", kind: "Node", metadata: { name, uid: metadata?.uid, labels } },
      fieldManager: "hardway-labels",
      force: true,
    },
    serverSideApply,
  );
}
