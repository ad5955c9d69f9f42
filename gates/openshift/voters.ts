import { etcdAt, type Member } from "../../checks/clients/etcd";
import { etcdClientUrl } from "../../topology/endpoints";
import { failureOf } from "../../checks/clients/failures";
import type { EtcdAccess } from "../etcd";
import { type MemberMachine, memberOf } from "../membership";

/** What a machine's etcd lacks to be a voter that serves; undefined where it lacks nothing. */
export async function voterLack(
  { send }: EtcdAccess,
  members: readonly Member[],
  machine: MemberMachine,
): Promise<string | undefined> {
  const member = memberOf(members, machine);
  if (member === undefined) return "is no member of etcd: the etcd operator has not added it yet";
  if (member.name === "") return "is a learner, its etcd has not started";
  if (member.learner) return "is a learner, catching up";
  try {
    const { leaderId, learner, errors } = await etcdAt(etcdClientUrl(machine), send).status();
    if (learner || leaderId === "0") return "is promoted, has not heard of it";
    return errors.length === 0 ? undefined : `is a voting member with troubles: ${errors.join(", ")}`;
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.passing !== true) throw error;
    return `is a voting member that does not answer: ${failure.text}`;
  }
}
