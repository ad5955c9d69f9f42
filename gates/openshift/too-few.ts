import { type GateContext, GateFailure } from "../context";
import { askEtcd, type EtcdAccess } from "../etcd";
import type { MemberMachine } from "../membership";
import { untilAnswered } from "../wait";

/** A cluster of more than one control plane is HighlyAvailable for good, and its operators want so many of them. */
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
    subject: "pivot",
    goal: "etcd to say how many control planes there are",
    where: "members of etcd",
    send: async () => (await askEtcd(access)).members.filter(({ learner }) => !learner).length,
    state: (count) => `etcd has ${count} voting members`,
  });
  if (planned.length >= fewestOfSeveral || voters <= planned.length) return;
  throw new GateFailure({
    what: `a cluster of ${voters} control planes cannot be made one of ${planned.length}`,
    where: "controlPlanes",
    why: "it was made as HighlyAvailable, which is never changed, and its operators want three members of etcd from then on",
    remedy:
      "pulumi config set controlPlanes 3; for a smaller cluster run pulumi destroy, and then make another",
  });
}
