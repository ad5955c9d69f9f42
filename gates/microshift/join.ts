import { apiServerUrl } from "../../topology/endpoints";
import { becomeReachable } from "../api";
import { microshiftKinds } from "../certificate-requests/microshift";
import type { GateContext } from "../context";
import { deleteNode, drain } from "../drain";
import { leaveEtcd, refuseLossOfQuorum } from "../leave";
import { limitsOf } from "./budgets";
import type { MicroshiftAccess } from "./cluster";
import { voteInEtcd } from "./member";
import { becomeMicroshiftNode, type MicroshiftMachine } from "./node";
import { leaveOvn } from "./ovn";
import { settle } from "./settled";

/** A node that joins or leaves, and the ways to the cluster. */
export interface MicroshiftJoin extends MicroshiftAccess {
  readonly node: MicroshiftMachine;
  readonly joinAs: "voter" | "learner";
}

/** Waits until a machine on which `microshift add-node` has run is a whole part of the cluster. */
export async function joinMicroshift(
  gate: GateContext,
  { node, joinAs, kubernetes, etcd }: MicroshiftJoin,
): Promise<{ node: string }> {
  if (node.role === "worker") {
    await becomeMicroshiftNode(gate, kubernetes, node);
    return { node: node.name };
  }
  await Promise.all([
    voteInEtcd(gate, etcd, { machine: node, joinAs }).then(() =>
      becomeReachable(gate, kubernetes.send, {
        name: `the API server of ${node.name}`,
        url: apiServerUrl(node),
        remedy: `look at journalctl -u microshift on ${node.name}, then run "pulumi up" again`,
        limits: limitsOf(gate, "join"),
      }),
    ),
    becomeMicroshiftNode(gate, kubernetes, node),
  ]);
  await settle(gate, kubernetes);
  return { node: node.name };
}

/**
 * Takes a node out of the cluster while its machine still runs; what is gone already is left at that. Whatever may refuse
 * does so before anything is changed. Its servers of OVN go before its node: with the node go its pods, and two servers
 * of which one is gone agree on nothing. Its etcd member is the last, as with it the API of the machine ends, which may
 * have the virtual address.
 */
export async function leaveMicroshift(
  gate: GateContext,
  { node, kubernetes, etcd, exec }: Omit<MicroshiftJoin, "joinAs">,
): Promise<{ node: string }> {
  const isControlPlane = node.role === "controlPlane";
  if (isControlPlane) await refuseLossOfQuorum(gate, etcd, node);
  await drain(gate, kubernetes, node.name);
  if (isControlPlane) await leaveOvn(gate, { kubernetes, exec }, node);
  await deleteNode(gate, kubernetes, node.name, microshiftKinds);
  if (isControlPlane) await leaveEtcd(gate, etcd, node);
  return { node: node.name };
}
