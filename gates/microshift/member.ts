import { etcdPeerUrl } from "../../topology/endpoints";
import type { GateContext } from "../context";
import { askEtcd, type EtcdAccess } from "../etcd";
import { confirm, type MemberMachine, memberOf, namesakeFailure, promote } from "../membership";
import { type Observation, waitFor } from "../wait";

/** A control plane's member, and how `microshift add-node` was told to add it. */
export interface JoiningMember {
  readonly machine: MemberMachine;
  readonly joinAs: "voter" | "learner";
}

/** What a member is that has not started. */
const unstarted = {
  learner: "is a learner",
  voter: "has a vote already",
} as const;

/**
 * Waits until a machine's etcd votes. `microshift add-node` adds the member, and nobody else may: it also writes what the
 * member is started with. A learner is promoted here, as MicroShift never does that (facts: microshift.md, B10).
 */
export async function voteInEtcd(
  gate: GateContext,
  access: EtcdAccess,
  { machine, joinAs }: JoiningMember,
): Promise<void> {
  const { name } = machine;
  await waitFor(gate, {
    subject: "etcd",
    goal: `${name} to be a voting member of etcd`,
    where: etcdPeerUrl(machine),
    observe: async (): Promise<Observation<void>> => {
      const membership = await askEtcd(access);
      const member = memberOf(membership.members, machine);
      if (member === undefined) {
        const namesake = membership.members.find((each) => each.name === name);
        if (namesake !== undefined) throw namesakeFailure(machine, namesake);
        return { done: false, state: `${name} is no member of etcd: microshift add-node has not added it` };
      }
      if (member.name === "")
        return { done: false, state: `${name} ${unstarted[joinAs]}, its etcd has not started` };
      return member.learner ? promote(access, membership, member) : confirm(access, member);
    },
    why: `microshift add-node did not run on ${name} or ended too soon, or its etcd does not reach the other members`,
    remedy: `look at what add-node said on ${name} and at journalctl -u microshift there, then run "pulumi up" again`,
  });
}
