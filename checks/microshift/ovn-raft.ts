import { counted, findingOf, type PlannedMachine } from "../check";
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
    const problems = await Promise.all(
      ovnDatabases.map(async (database) => {
        const answers = await Promise.all(
          controlPlanes.map((machine) => ask(cluster, machine, podOn.get(machine.name), database)),
        );
        return problemsOf(answers, controlPlanes).map((problem) => `${database.name}: ${problem}`);
      }),
    );
    return findingOf(problems.flat(), `${counted(controlPlanes.length, "server")} of each database`);
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
  const wrong = heard.flatMap(({ machine, status }) =>
    wrongServers(status, planned).map((problem) => `${machine.name} ${problem}`),
  );
  const leaders = heard.filter(({ status }) => status.role === "leader").map(({ machine }) => machine.name);
  // While one is silent, it may be the one that leads.
  if (silent.length === 0 && leaders.length !== 1)
    wrong.push(leaders.length === 0 ? "nobody leads" : `${leaders.join(" and ")} lead`);
  return [...silent, ...wrong];
}

function wrongServers({ servers }: RaftStatus, planned: readonly PlannedMachine[]): readonly string[] {
  const listed = servers.map(({ address }) => address);
  const missing = planned.filter(({ address }) => !listed.includes(address));
  const strangers = listed.filter((address) => !planned.some((machine) => machine.address === address));
  return [
    ...missing.map(({ name }) => `does not list ${name}`),
    ...strangers.map((address) => `lists ${address}, which is no control plane of the plan`),
  ];
}
