import type { ClusterPlan } from "./plan";

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

/** The changes of membership from the bootstrap's single member to the control planes alone, in order. */
export function membershipSteps(plan: ClusterPlan): readonly MembershipStep[] {
  const first = plan.bootstrap.name;
  const steps: MembershipStep[] = [{ change: "start", member: first, voters: [first], learners: [] }];
  let voters: readonly string[] = [first];
  for (const { name } of plan.controlPlanes) {
    steps.push({ change: "add learner", member: name, voters, learners: [name] });
    voters = [...voters, name];
    steps.push({ change: "promote", member: name, voters, learners: [] });
  }
  const remaining = voters.filter((name) => name !== first);
  steps.push({ change: "remove", member: first, voters: remaining, learners: [] });
  return steps;
}
