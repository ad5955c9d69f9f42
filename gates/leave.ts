import { etcdAt, type Etcd, type Member, type MemberStatus } from "../checks/clients/etcd";
import { failureOf } from "../checks/clients/failures";
import { type GateContext, GateFailure } from "./context";
import { askEtcd, type EtcdAccess, type Membership } from "./etcd";
import { type MemberMachine, memberOf } from "./membership";
import { refusalToLeave } from "./quorum";
import { type Observation, untilAnswered, waitFor } from "./wait";

interface Voice {
  readonly member: Member;
  readonly etcd: Etcd | undefined;
  /** Undefined where the member does not answer or has a trouble of its own. */
  readonly status: MemberStatus | undefined;
}

/** Refuses, before anything is changed, to let a member go that the others cannot do without. */
export async function refuseLossOfQuorum(
  gate: GateContext,
  access: EtcdAccess,
  machine: MemberMachine,
): Promise<void> {
  await untilAnswered(gate, {
    subject: "etcd",
    goal: `the members to say whether ${machine.name} may leave`,
    where: machine.address,
    send: async () => {
      const { members } = await askEtcd(access);
      const leaving = memberOf(members, machine);
      if (leaving !== undefined) judgeLeave(await hearAll(access, members), leaving, machine);
    },
    state: () => `${machine.name} may leave`,
  });
}

/** Removes a machine's member; leadership goes to another voter first, so that no write waits for an election. */
export async function leaveEtcd(
  gate: GateContext,
  access: EtcdAccess,
  machine: MemberMachine,
): Promise<void> {
  await waitFor(gate, {
    subject: "etcd",
    goal: `${machine.name} to leave etcd`,
    where: machine.address,
    observe: async () => {
      const membership = await askEtcd(access);
      const leaving = memberOf(membership.members, machine);
      if (leaving === undefined)
        return { done: true, state: `${machine.name} is no member`, value: undefined };
      return remove(access, membership, { leaving, machine });
    },
    why: "the remaining members are not healthy or have not been connected for five seconds yet",
    remedy: "look at the etcd pods of the other control planes, then run the same command again",
  });
}

async function remove(
  access: EtcdAccess,
  { members }: Membership,
  { leaving, machine }: { readonly leaving: Member; readonly machine: MemberMachine },
): Promise<Observation<void>> {
  const voices = await hearAll(access, members);
  judgeLeave(voices, leaving, machine);
  const heir = voices.find(
    ({ member, status }) => member.id !== leaving.id && !member.learner && status !== undefined,
  );
  if (heir?.etcd === undefined) return { done: false, state: "no other member answers" };

  const own = voices.find(({ member }) => member.id === leaving.id);
  if (own?.etcd !== undefined && own.status?.leaderId === leaving.id) {
    await own.etcd.moveLeaderTo(heir.member.id);
    return { done: false, state: `${heir.member.name} is asked to lead instead of ${machine.name}` };
  }
  await heir.etcd.remove(leaving.id);
  return { done: false, state: `${machine.name} is removed` };
}

async function hearAll({ send }: EtcdAccess, members: readonly Member[]): Promise<readonly Voice[]> {
  return Promise.all(
    members.map(async (member) => {
      const [url] = member.clientUrls;
      if (url === undefined) return { member, etcd: undefined, status: undefined };
      const etcd = etcdAt(url, send);
      return { member, etcd, status: await answerOf(etcd) };
    }),
  );
}

async function answerOf(etcd: Etcd): Promise<MemberStatus | undefined> {
  try {
    const status = await etcd.status();
    return status.leaderId === "0" || status.errors.length > 0 ? undefined : status;
  } catch (error) {
    if (failureOf(error)?.passing !== true) throw error;
    return undefined;
  }
}

function judgeLeave(voices: readonly Voice[], leaving: Member, machine: MemberMachine): void {
  const health = voices.map(({ member, status }) => ({ member, healthy: status !== undefined }));
  const refusal = refusalToLeave(health, leaving);
  if (refusal === undefined) return;
  throw new GateFailure({ what: `${machine.name} cannot leave etcd`, where: machine.address, ...refusal });
}
