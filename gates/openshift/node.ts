import type { V1Node } from "@kubernetes/client-node";
import { unlessMissing } from "../../checks/clients/failures";
import type { Kubernetes } from "../../checks/clients/kubernetes";
import { unreadyReason } from "../../checks/nodes";
import type { RequestState } from "../certificate-requests/decide";
import type { NamedMachine } from "../certificate-requests/openshift";
import type { GateContext } from "../context";
import { registration } from "../node";
import { type Limits, type Observation, waitFor } from "../wait";
import { decideFor, type NodeRequests } from "./requests";

/** A machine that becomes a node. */
export interface Joining {
  readonly machine: NamedMachine;
  /** Its role, for which its kubelet labels the node; nobody else does, as the role decides what the node is given. */
  readonly role: "master" | "worker";
  readonly limits: Limits;
}

/** The label by which OpenShift knows a node's role. */
export function roleLabelOf(role: Joining["role"]): string {
  return `node-role.kubernetes.io/${role}`;
}

/** Takes a machine's kubelet through its two certificate requests to a Ready node of its role. */
export async function becomeNode(gate: GateContext, kubernetes: Kubernetes, joining: Joining): Promise<void> {
  const { machine, role, limits } = joining;
  await waitFor(gate, {
    subject: "node",
    goal: `node ${machine.name} to be Ready`,
    where: machine.name,
    observe: async () => {
      const node = await unlessMissing(kubernetes.core.readNode({ name: machine.name }));
      const requests = await decideFor(gate, kubernetes, machine, node);
      return standingOf({ name: machine.name, role, node, requests, at: gate.clock.date() });
    },
    why: "the machine has not got its configuration from port 22623, its kubelet does not run or does not reach the API, or the network's operator has not set up its pod network",
    remedy: `look at the machine's console, and on it at journalctl -u kubelet -u crio; then run "pulumi up" again`,
    limits,
  });
}

/** What is known of a machine at one moment. */
export interface Standing {
  readonly name: string;
  readonly role: Joining["role"];
  readonly node: V1Node | undefined;
  readonly requests: NodeRequests;
  readonly at: Date;
}

/** How long approved requests are kept (kube-controller-manager, csrcleaner), in milliseconds. */
const requestsKept = 60 * 60_000;

const serving: Readonly<Record<RequestState, string>> = {
  "not requested yet": "has not asked for its serving certificate yet",
  approved: "has its serving certificate",
  denied: "asked for a serving certificate that was denied",
};

/**
 * Whether the machine has joined, and how far it is where it has not. A node that is cordoned has: OpenShift shows it as
 * "Ready,SchedulingDisabled" while it is about to start a new configuration, and nothing more is to come of its join.
 */
export function standingOf({ name, role, node, requests, at }: Standing): Observation<void> {
  if (node === undefined) return { done: false, state: `${name} ${registration[requests.client]}` };
  const unready = unreadyReason(node);
  if (unready !== undefined)
    return {
      done: false,
      state: `${name} is registered and ${serving[requests.serving]}; not Ready: ${unready}`,
    };
  if (node.metadata?.labels?.[roleLabelOf(role)] === undefined)
    return { done: false, state: `${name} is Ready, without the label ${roleLabelOf(role)}` };
  if (!isServed(node, requests, at))
    return { done: false, state: `${name} is Ready and ${serving[requests.serving]}` };
  const cordoned = node.spec?.unschedulable === true ? ", with scheduling disabled" : "";
  return { done: true, state: `${name} is Ready${cordoned}`, value: undefined };
}

/** An older node asked long ago, and its request was collected since. */
function isServed({ metadata }: V1Node, { serving: state }: NodeRequests, at: Date): boolean {
  if (state !== "not requested yet") return state === "approved";
  const registered = metadata?.creationTimestamp;
  return registered !== undefined && at.getTime() - registered.getTime() > requestsKept;
}
