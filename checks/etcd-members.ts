import { etcdClientUrl } from "../topology/endpoints";
import {
  always,
  type Check,
  type CheckedCluster,
  counted,
  findingWithUnplanned,
  type PlannedMachine,
} from "./check";
import { etcdAt, type Member, type MemberStatus } from "./clients/etcd";
import { failureOf } from "./clients/failures";

/** What is looked at for members; every kind of cluster whose etcd is reached has that. */
export type ClusterWithEtcd = Pick<CheckedCluster, "etcd" | "unplanned"> & {
  readonly plan: Pick<CheckedCluster["plan"], "etcdMembers">;
};

/** What one planned member says, or why it says nothing. */
type Answer = { readonly machine: PlannedMachine } & (
  { readonly status: MemberStatus; readonly members: readonly Member[] } | { readonly silence: string }
);

/** etcd's members are those of the plan, and they agree. */
export const etcdMembers: Check<ClusterWithEtcd> = {
  id: "etcd-members",
  sentence: "the members of etcd are those of the plan, all vote, and they agree on a leader",
  why: "every object of the cluster is in etcd, and a member too few is one machine less that may fail",
  appliesTo: always,
  probe: async (cluster) => {
    const { etcdMembers } = cluster.plan;
    const answers = await Promise.all(etcdMembers.map((machine) => ask(cluster, machine)));
    const problems = answers.flatMap((answer) =>
      "silence" in answer
        ? [`${answer.machine.name}: ${answer.silence}`]
        : [
            ...answer.status.errors.map((error) => `${answer.machine.name}: ${error}`),
            ...wrongMembers(answer.members, etcdMembers).map(
              (wrong) => `${answer.machine.name} says: ${wrong}`,
            ),
          ],
    );
    const strangers = new Set(
      answers.flatMap((answer) => ("members" in answer ? unplannedMembers(answer.members, etcdMembers) : [])),
    );
    const leaders = new Set(
      answers.flatMap((answer) => ("status" in answer ? [answer.status.leaderId] : [])),
    );
    if (leaders.size > 1 || leaders.has("0")) problems.push("the members do not agree on a leader");
    const leader = leaderOf(answers);
    return findingWithUnplanned(cluster, {
      problems,
      strangers: [...strangers],
      good: `${counted(etcdMembers.length, "voting member")}, ${leader} leads`,
    });
  },
};

async function ask({ etcd: send }: ClusterWithEtcd, machine: PlannedMachine): Promise<Answer> {
  const etcd = etcdAt(etcdClientUrl(machine), send);
  try {
    const [status, members] = await Promise.all([etcd.status(), etcd.members()]);
    return { machine, status, members };
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return { machine, silence: failure.text };
  }
}

function wrongMembers(members: readonly Member[], planned: readonly PlannedMachine[]): readonly string[] {
  return planned.flatMap(({ name }) => {
    const member = members.find((each) => each.name === name);
    if (member === undefined) return [`${name} is no member`];
    return member.learner ? [`${name} is a learner`] : [];
  });
}

function unplannedMembers(members: readonly Member[], planned: readonly PlannedMachine[]): readonly string[] {
  return members
    .filter(({ name }) => !planned.some((machine) => machine.name === name))
    .map(
      ({ name, peerUrls }) => `${name === "" ? peerUrls.join(", ") : name} is a member and not in the plan`,
    );
}

function leaderOf(answers: readonly Answer[]): string {
  for (const answer of answers)
    if ("members" in answer)
      return answer.members.find(({ id }) => id === answer.status.leaderId)?.name ?? "nobody";
  return "nobody";
}
