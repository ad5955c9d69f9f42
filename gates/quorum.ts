import type { Member } from "../checks/clients/etcd";
import { quorumOf } from "../topology/membership";

/** A member and whether it answers. */
export interface MemberHealth {
  readonly member: Member;
  readonly healthy: boolean;
}

/** Why a member must not leave, and what to do about it. */
export interface Refusal {
  readonly why: string;
  readonly remedy: string;
}

/**
 * Decides whether a member may leave: those that remain must be able to write by themselves at once, which
 * etcd does not make sure of. Undefined where it may. Learners have no vote, so they may always go.
 */
export function refusalToLeave(cluster: readonly MemberHealth[], leaving: Member): Refusal | undefined {
  if (leaving.learner) return undefined;
  const remaining = cluster.filter(({ member }) => !member.learner && member.id !== leaving.id);
  if (remaining.length === 0)
    return {
      why: `${leaving.name} is the last voting member of etcd: all of the cluster's data would be gone`,
      remedy: 'to remove the whole cluster run "pulumi destroy"',
    };

  const unhealthy = remaining.filter(({ healthy }) => !healthy).map(({ member }) => member.name);
  const healthy = remaining.length - unhealthy.length;
  const needed = quorumOf(remaining.length);
  if (healthy >= needed) return undefined;
  return {
    why: `without ${leaving.name}, ${remaining.length} voters remain, of which ${needed} must answer and ${healthy} do: etcd would stop`,
    remedy: `bring ${unhealthy.join(" and ")} back first, then run the same command again`,
  };
}
