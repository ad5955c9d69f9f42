import { type GateContext, GateFailure } from "../context";
import { askEtcd, type EtcdAccess } from "../etcd";
import type { MemberMachine } from "../membership";
import { untilAnswered } from "../wait";

/** Of two neither may be lost, and the last but one never leaves: the one that stays would have the only copy. */
const fewestOfSeveral = 3;

/**
 * Refuses a plan with fewer control planes than a running cluster can be brought to. It is said here, as what the plan has
 * no more leaves after every gate: in the end the first of two would be gone, and the second could not go.
 */
export async function refuseTooFewControlPlanes(
  gate: GateContext,
  access: EtcdAccess,
  planned: readonly MemberMachine[],
): Promise<void> {
  const voters = await untilAnswered(gate, {
    subject: "etcd",
    goal: "etcd to say how many control planes there are",
    where: "members of etcd",
    send: async () => (await askEtcd(access)).members.filter(({ learner }) => !learner).length,
    state: (count) => `etcd has ${count} voting members`,
  });
  if (planned.length >= fewestOfSeveral || voters <= planned.length) return;
  throw new GateFailure({
    what: `a cluster of ${voters} control planes cannot be made one of ${planned.length}`,
    where: "controlPlanes",
    why: "one after the other would leave, and the last but one is kept: two would remain, of which neither may be lost",
    remedy:
      "pulumi config set controlPlanes 3; for a smaller cluster run pulumi destroy, and then make another",
  });
}
