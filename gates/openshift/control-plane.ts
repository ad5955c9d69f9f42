import type { Kubernetes } from "../../checks/clients/kubernetes";
import { apiServerUrl, etcdPeerUrl } from "../../topology/endpoints";
import { becomeReachable } from "../api";
import type { NamedMachine } from "../certificate-requests/openshift";
import type { GateContext } from "../context";
import { askEtcd, type EtcdAccess } from "../etcd";
import { type Limits, waitFor } from "../wait";
import { limitsOf, type OwnBudgets } from "./budgets";
import { becomeNode } from "./node";
import { voterLack } from "./voters";

/** A control plane machine that joins or leaves, and the way to the cluster. */
export interface OpenshiftControlPlane {
  readonly node: NamedMachine;
  readonly kubernetes: Kubernetes;
  readonly etcd: EtcdAccess;
  readonly budgets?: OwnBudgets | undefined;
}

/**
 * Waits until a machine is a control plane, and decides on its certificate requests. It never adds a member to etcd: the
 * etcd operator does, when it has seen the node, and the operators of the API server, of the controller manager and of
 * the scheduler put their pods on it after that (facts: openshift-hard-way.md, 12.1).
 */
export async function joinOpenshift(
  gate: GateContext,
  { node, kubernetes, etcd, budgets }: OpenshiftControlPlane,
): Promise<{ node: string; etcd: "voter" }> {
  const limits = limitsOf(gate, "controlPlane", budgets);
  await Promise.all([
    becomeNode(gate, kubernetes, { machine: node, role: "master", limits }),
    etcdVotes(gate, etcd, node, limits).then(() =>
      becomeReachable(gate, kubernetes.send, {
        name: `the API server of ${node.name}`,
        url: apiServerUrl(node),
        remedy: `look at the pods of openshift-kube-apiserver on ${node.name} (installer, kube-apiserver), then run "pulumi up" again`,
        limits,
      }),
    ),
  ]);
  return { node: node.name, etcd: "voter" };
}

async function etcdVotes(
  gate: GateContext,
  access: EtcdAccess,
  machine: NamedMachine,
  limits: Limits,
): Promise<void> {
  await waitFor(gate, {
    subject: "etcd",
    goal: `${machine.name} to be a voting member of etcd`,
    where: etcdPeerUrl(machine),
    observe: async () => {
      const { members } = await askEtcd(access);
      const lack = await voterLack(access, members, machine);
      if (lack === undefined)
        return { done: true, state: `${machine.name} is a voting member`, value: undefined };
      return { done: false, state: `${machine.name} ${lack}` };
    },
    why: "the etcd operator does not run, does not trust the members, or adds nobody while one of them is not healthy",
    remedy: `look at the conditions of the Etcd cluster and the pods of openshift-etcd-operator and openshift-etcd, then run "pulumi up" again`,
    limits,
  });
}
