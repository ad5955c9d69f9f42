import type { Kubernetes } from "../checks/clients/kubernetes";
import { apiServerUrl } from "../topology/endpoints";
import { becomeReachable } from "./api";
import type { GateContext } from "./context";
import { deleteNode, drain } from "./drain";
import type { EtcdAccess } from "./etcd";
import { leaveEtcd, refuseLossOfQuorum } from "./leave";
import { becomeVoter, type MemberMachine } from "./membership";
import { becomeReady, type JoiningNode, roleLabel } from "./node";

/** A control plane that joins or leaves, and the way to the cluster. */
export interface ControlPlaneJoin {
  readonly node: MemberMachine & JoiningNode;
  readonly kubernetes: Kubernetes;
  readonly etcd: EtcdAccess;
}

/**
 * Makes a machine a control plane. Its node registers while etcd copies its log; its API server starts once
 * its member votes.
 */
export async function join(
  gate: GateContext,
  { node, kubernetes, etcd }: ControlPlaneJoin,
): Promise<{ node: string; etcd: "voter" }> {
  await Promise.all([
    becomeVoter(gate, etcd, node).then(() => ownApiServerReady(gate, kubernetes, node)),
    becomeReady(gate, kubernetes, { ...node, labels: { ...roleLabel("control-plane"), ...node.labels } }),
  ]);
  return { node: node.name, etcd: "voter" };
}

/** Takes a control plane out of the cluster; what is gone already is left at that. */
export async function leave(
  gate: GateContext,
  { node, kubernetes, etcd }: ControlPlaneJoin,
): Promise<{ node: string; etcd: "none" }> {
  await refuseLossOfQuorum(gate, etcd, node);
  await drain(gate, kubernetes, node.name);
  await leaveEtcd(gate, etcd, node);
  await deleteNode(gate, kubernetes, node.name);
  return { node: node.name, etcd: "none" };
}

/** Waits for the machine's own API server, past the load balancer. */
export async function ownApiServerReady(
  gate: GateContext,
  { send }: Kubernetes,
  machine: MemberMachine,
): Promise<void> {
  const { name } = machine;
  await becomeReachable(gate, send, {
    name: `the API server of ${name}`,
    url: apiServerUrl(machine),
    remedy: `look at the pod kube-apiserver-${name} and at /var/log/pods on ${name}, then run "pulumi up" again`,
  });
}
