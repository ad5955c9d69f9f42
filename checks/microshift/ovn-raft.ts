import { counted, findingWithUnplanned, type PlannedMachine } from "../check";
import { failureOf } from "../clients/failures";
import type { MicroshiftCheck, MicroshiftCluster } from "./check";
import { type OvnDatabase, ovnDatabases, ovnMasterPods, type RaftStatus, raftStatus } from "./ovn-databases";
import { ovnMaster } from "./workloads";

/** What the server on a control plane says, or why it says nothing. */
type Answer = { readonly machine: PlannedMachine } & (
  { readonly status: RaftStatus } | { readonly silence: string }
);

/** The servers of OVN's databases are the control planes, and all know the same of each other. */
export const ovnRaftAgrees: MicroshiftCheck = {
  id: "ovn-raft",
  sentence: "OVN's databases list the same servers on every control plane: the control planes",
  why: "pods of nodes that follow different databases do not reach each other, and a server that is gone still counts for the quorum",
  // A single node's databases are no cluster.
  appliesTo: ({ controlPlanes, workloads }) =>
    controlPlanes.length > 1 && workloads.some(({ name }) => name === ovnMaster.name),
  probe: async (cluster) => {
    const { controlPlanes } = cluster.plan;
    const pods = (await ovnMasterPods(cluster.kubernetes)) ?? [];
    const podOn = new Map(pods.map(({ metadata, spec }) => [spec?.nodeName, metadata?.name]));
    const judged = await Promise.all(
      ovnDatabases.map(async (database) => {
        const answers = await Promise.all(
          controlPlanes.map((machine) => ask(cluster, machine, podOn.get(machine.name), database)),
        );
        const named = (texts: readonly string[]): readonly string[] =>
          texts.map((text) => `${database.name}: ${text}`);
        return {
          problems: named(problemsOf(answers, controlPlanes)),
          strangers: named(strangersIn(answers, controlPlanes)),
        };
      }),
    );
    return findingWithUnplanned(cluster, {
      problems: judged.flatMap(({ problems }) => problems),
      strangers: judged.flatMap(({ strangers }) => strangers),
      good: `${counted(controlPlanes.length, "server")} of each database`,
    });
  },
};

async function ask(
  { exec }: MicroshiftCluster,
  machine: PlannedMachine,
  pod: string | undefined,
  database: OvnDatabase,
): Promise<Answer> {
  if (pod === undefined) return { machine, silence: `no pod of ${ovnMaster.name} runs` };
  try {
    return { machine, status: await raftStatus(exec, pod, database) };
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return { machine, silence: failure.text };
  }
}

function problemsOf(answers: readonly Answer[], planned: readonly PlannedMachine[]): readonly string[] {
  const silent = answers.flatMap((answer) =>
    "silence" in answer ? [`${answer.machine.name}: ${answer.silence}`] : [],
  );
  const heard = answers.flatMap((answer) => ("status" in answer ? [answer] : []));
  if (new Set(heard.map(({ status }) => status.clusterId)).size > 1) {
    const each = heard.map(({ machine, status }) => `${machine.name} is in ${status.clusterId}`);
    return [...silent, `split brain: ${each.join(", ")}`];
  }
  const wrong = heard.flatMap(({ machine, status: { servers } }) =>
    planned
      .filter(({ address }) => !servers.some((server) => server.address === address))
      .map(({ name }) => `${machine.name} does not list ${name}`),
  );
  const leaders = heard.filter(({ status }) => status.role === "leader").map(({ machine }) => machine.name);
  // One that is silent may be the one that leads, and one that leaves as well.
  if (leaders.length > 1) wrong.push(`${leaders.join(" and ")} lead`);
  if (leaders.length === 0 && silent.length === 0 && strangersIn(answers, planned).length === 0)
    wrong.push("nobody leads");
  return [...silent, ...wrong];
}

/** The servers that are no control plane's of the plan, each once. */
function strangersIn(answers: readonly Answer[], planned: readonly PlannedMachine[]): readonly string[] {
  const listed = answers.flatMap((answer) => ("status" in answer ? answer.status.servers : []));
  const strangers = listed
    .map(({ address }) => address)
    .filter((address) => !planned.some((machine) => machine.address === address));
  return [...new Set(strangers)].map((address) => `lists ${address}, which is no control plane of the plan`);
}
