import { type ClusterPlan, etcdHostsOf } from "./plan";

/** One change of etcd's membership while the cluster boots. */
export interface MembershipStep {
  readonly change: "start" | "add learner" | "promote" | "remove";
  readonly member: string;
  /** The voting members after the change. */
  readonly voters: readonly string[];
  readonly learners: readonly string[];
}

/** How many of the voters must answer for etcd to accept a write (etcd documentation, FAQ: majority). */
export function quorumOf(voters: number): number {
  return Math.floor(voters / 2) + 1;
}

/**
 * The changes of membership, in order, from the single member that starts etcd: the bootstrap machine's, which goes again
 * when all others are members, or the first of etcd's own machines.
 */
export function membershipSteps(plan: ClusterPlan): readonly MembershipStep[] {
  const [first = "", ...others] = etcdHostsOf(plan).map(({ name }) => name);
  const steps: MembershipStep[] = [{ change: "start", member: first, voters: [first], learners: [] }];
  let voters: readonly string[] = [first];
  for (const member of others) {
    steps.push({ change: "add learner", member, voters, learners: [member] });
    voters = [...voters, member];
    steps.push({ change: "promote", member, voters, learners: [] });
  }
  if (plan.bootstrap === undefined) return steps;
  const remaining = voters.filter((name) => name !== first);
  return [...steps, { change: "remove", member: first, voters: remaining, learners: [] }];
}
