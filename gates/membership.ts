import { EtcdError, etcdAt, type Member } from "../checks/clients/etcd";
import { etcdPeerUrl } from "../topology/endpoints";
import { type GateContext, GateFailure } from "./context";
import { askEtcd, type EtcdAccess, type Membership } from "./etcd";
import { type Observation, waitFor } from "./wait";

/** A machine with an etcd member; the member has the machine's name. */
export interface MemberMachine {
  readonly name: string;
  readonly address: string;
}

/** The member of a machine, whether its process has started or not: members have no name before that. */
export function memberOf(members: readonly Member[], machine: MemberMachine): Member | undefined {
  return members.find(({ peerUrls }) => peerUrls.includes(etcdPeerUrl(machine)));
}

/**
 * Makes a machine's etcd a voting member: added as a learner, which counts for no quorum while it copies the
 * log, and promoted as soon as it is in sync.
 */
export async function becomeVoter(
  gate: GateContext,
  access: EtcdAccess,
  machine: MemberMachine,
): Promise<void> {
  await waitFor(gate, {
    subject: "etcd",
    goal: `${machine.name} to be a voting member of etcd`,
    where: etcdPeerUrl(machine),
    observe: async () => {
      const membership = await askEtcd(access);
      const member = memberOf(membership.members, machine);
      if (member === undefined) return add(membership, machine);
      if (member.name === "")
        return { done: false, state: `${machine.name} is a learner, its etcd has not started` };
      if (member.learner) return promote(access, membership, member);
      return confirm(access, member);
    },
    why: `the etcd of ${machine.name} does not start or cannot reach the other members, or those are not healthy`,
    remedy: `look at etcd-membership.service and the etcd pod on ${machine.name}, then run "pulumi up" again`,
  });
}

/**
 * For five seconds after a change etcd refuses the next with "unhealthy cluster" until all voters are
 * connected (facts, P5): its refusal is a state to wait in.
 */
async function add({ etcd, members }: Membership, machine: MemberMachine): Promise<Observation<void>> {
  const namesake = members.find(({ name }) => name === machine.name);
  if (namesake !== undefined) throw namesakeFailure(machine, namesake);
  try {
    await etcd.addLearner(etcdPeerUrl(machine));
    return { done: false, state: `${machine.name} is a learner, its etcd has not started` };
  } catch (error) {
    if (!(error instanceof EtcdError)) throw error;
    return { done: false, state: `${machine.name} is not added yet (${error.message})` };
  }
}

/**
 * Promotes a learner, but only one that serves: a new member may have to be started anew before it does
 * (manifests/kubernetes/etcd-membership.ts), and a voter that is being started is missing from the quorum.
 */
export async function promote(
  { send }: EtcdAccess,
  { etcd }: Membership,
  { id, name, clientUrls }: Member,
): Promise<Observation<void>> {
  const [url] = clientUrls;
  if (url === undefined) return { done: false, state: `${name} is a learner without client URLs` };
  await etcdAt(url, send).status();
  try {
    await etcd.promote(id);
    return { done: false, state: `${name} is promoted` };
  } catch (error) {
    if (!(error instanceof EtcdError)) throw error;
    return { done: false, state: `${name} is a learner, catching up (${error.message})` };
  }
}

/** Looks whether a voter itself knows that it is one: its machine starts the API server after that. */
export async function confirm(
  { send }: EtcdAccess,
  { name, clientUrls }: Member,
): Promise<Observation<void>> {
  const [url] = clientUrls;
  if (url === undefined) return { done: false, state: `${name} is a voter without client URLs` };
  const { learner, leaderId } = await etcdAt(url, send).status();
  if (learner || leaderId === "0") return { done: false, state: `${name} is promoted, has not heard of it` };
  return { done: true, state: `${name} is a voting member`, value: undefined };
}

/** The failure where a machine's name is that of another machine's member. */
export function namesakeFailure(machine: MemberMachine, namesake: Member): GateFailure {
  return new GateFailure({
    what: `etcd already has a member named ${machine.name} on another machine`,
    where: etcdPeerUrl(machine),
    seen: `member ${namesake.id} at ${namesake.peerUrls.join(", ")}`,
    why: "the address of the machine changed and the old member has not left",
    remedy: `remove it with etcdctl member remove ${BigInt(namesake.id).toString(16)}, then run "pulumi up" again`,
  });
}
