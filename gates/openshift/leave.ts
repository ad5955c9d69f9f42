import { unlessMissing } from "../../checks/clients/failures";
import type { Kubernetes } from "../../checks/clients/kubernetes";
import { etcdEndpoints } from "../../topology/openshift/etcd-bootstrap";
import { openshiftKinds } from "../certificate-requests/openshift";
import { type GateContext, GateFailure } from "../context";
import { deleteNode, drain } from "../drain";
import { askEtcd, type EtcdAccess } from "../etcd";
import { leaveEtcd, refuseLossOfQuorum } from "../leave";
import { type MemberMachine, memberOf } from "../membership";
import { untilAnswered } from "../wait";
import type { OpenshiftControlPlane } from "./control-plane";

/** What the etcd operator makes for each node, by the name of the node, and would keep for three days. */
const secretsOf = ["etcd-peer", "etcd-serving", "etcd-serving-metrics"] as const;

/** Two remain while one of three is replaced. A voter that is alone would have the only copy of the cluster's data. */
const minimumVoters = 2;

/**
 * Takes a control plane out of the cluster; what is gone already is left at that.
 * - Its node goes before its member: while the node is there, the etcd operator would add the machine's etcd again.
 * - Its member is removed here: the operator does that for machines of the Machine API alone, of which there are none.
 * - Its Secrets go as well, so that the machine that comes after it has keys of its own. With its member its API server
 *   fails, too, which the API may be asked by until the load balancer has noticed: so all that is asked comes before.
 * - The override of the operator's quorum guard, which OpenShift's documentation has for a lost member, is not set: a node
 *   that is new is on no revision yet, and then the operator lets etcd grow.
 */
export async function leaveOpenshift(
  gate: GateContext,
  { node, kubernetes, etcd }: Omit<OpenshiftControlPlane, "budgets">,
): Promise<{ node: string; etcd: "none" }> {
  await refuseLossOfQuorum(gate, etcd, node);
  await refuseSecondAbsence(gate, etcd, node);
  await drain(gate, kubernetes, node.name);
  await deleteNode(gate, kubernetes, node.name, openshiftKinds);
  await deleteSecrets(gate, kubernetes, node.name);
  await leaveEtcd(gate, etcd, node);
  return { node: node.name, etcd: "none" };
}

/** Refuses, before anything is changed, to take a machine away while another one is out, however it came to be. */
async function refuseSecondAbsence(
  gate: GateContext,
  access: EtcdAccess,
  machine: MemberMachine,
): Promise<void> {
  const others = await untilAnswered(gate, {
    subject: "etcd",
    goal: "the members to say who votes",
    where: machine.address,
    send: async () => {
      const { members } = await askEtcd(access);
      const leaving = memberOf(members, machine);
      // One that has left already, in a run that was cut off, takes nobody's vote away.
      if (leaving === undefined) return undefined;
      return members.filter(({ id, learner }) => id !== leaving.id && !learner).map(({ name }) => name);
    },
    state: (voters) =>
      voters === undefined
        ? `${machine.name} is no member`
        : `without ${machine.name}, ${voters.join(" and ")} vote`,
  });
  if (others === undefined || others.length >= minimumVoters) return;
  throw new GateFailure({
    what: `${machine.name} cannot leave`,
    where: machine.address,
    why: `${others.join(" and ")} would be the only voting member of etcd: another control plane is out, and two must not be`,
    remedy: `have at least three control planes in the configuration and run "pulumi up", which brings the other one back first; to remove the whole cluster run "pulumi destroy"`,
  });
}

async function deleteSecrets(
  gate: GateContext,
  { core }: Pick<Kubernetes, "core">,
  node: string,
): Promise<void> {
  const { namespace } = etcdEndpoints;
  await untilAnswered(gate, {
    subject: "etcd",
    goal: `the Secrets of ${node} to be deleted`,
    where: `namespace ${namespace}`,
    send: async () => {
      for (const kind of secretsOf)
        await unlessMissing(core.deleteNamespacedSecret({ namespace, name: `${kind}-${node}` }));
    },
    state: () => `the Secrets of ${node} are deleted`,
  });
}
