import { unlessMissing } from "../../checks/clients/failures";
import type { MicroshiftAccess } from "./cluster";
import type { GateContext } from "../context";
import { askEtcd } from "../etcd";
import { type MemberMachine, memberOf } from "../membership";
import { waitFor } from "../wait";

/** A machine that is about to join, and the cluster that it joins. */
export interface Unstarted extends Pick<MicroshiftAccess, "kubernetes" | "etcd"> {
  readonly node: MemberMachine;
}

/**
 * Removes what an interrupted join has left in etcd: a member of the machine's address that has never started and whose
 * node never came. The next join would be refused because of it, and it counts for the quorum. A member that has started is
 * left as it is.
 */
export async function removeUnstarted(
  gate: GateContext,
  { node, kubernetes, etcd }: Unstarted,
): Promise<{ node: string }> {
  await waitFor(gate, {
    subject: "etcd",
    goal: `no member of ${node.name} to be left of an interrupted join`,
    where: node.address,
    observe: async () => {
      const membership = await askEtcd(etcd);
      const left = memberOf(membership.members, node);
      if (left === undefined) return { done: true, state: `${node.name} is no member yet`, value: undefined };
      if (left.name !== "" || (await isNode(kubernetes, node)))
        return { done: true, state: `${node.name} has joined before`, value: undefined };
      await membership.etcd.remove(left.id);
      return { done: false, state: `the member of ${node.name} that never started is removed` };
    },
    why: "etcd has no quorum, or the member cannot be removed",
    remedy: `start the nodes that are off; if ${node.name} was to be the second voter, start MicroShift on it, which completes its join; then run "pulumi up" again`,
  });
  return { node: node.name };
}

async function isNode({ core }: MicroshiftAccess["kubernetes"], { name }: MemberMachine): Promise<boolean> {
  return (await unlessMissing(core.readNode({ name }))) !== undefined;
}
