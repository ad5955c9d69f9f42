import type { V1Pod } from "@kubernetes/client-node";
import type { Exec } from "../clients/exec";
import type { Kubernetes } from "../clients/kubernetes";
import { podsWith } from "./pods";
import { readRollout } from "./rollout";
import { ovnMaster } from "./workloads";

/** A database of OVN, which the control planes keep by RAFT (facts: microshift.md, B11). */
export interface OvnDatabase {
  readonly name: "OVN_Northbound" | "OVN_Southbound";
  /** The container of an ovnkube-master pod that serves it. */
  readonly container: string;
  /** Where its server is told what to do, in that container. */
  readonly control: string;
}

/** Both databases. */
export const ovnDatabases: readonly OvnDatabase[] = [
  { name: "OVN_Northbound", container: "nbdb", control: "/var/run/ovn/ovnnb_db.ctl" },
  { name: "OVN_Southbound", container: "sbdb", control: "/var/run/ovn/ovnsb_db.ctl" },
];

/** A server as the others know it. */
export interface RaftServer {
  readonly id: string;
  readonly address: string;
}

/** What a server says of its cluster. */
export interface RaftStatus {
  /** Differs between servers that have begun a cluster each: a split brain. */
  readonly clusterId: string;
  readonly role: string;
  readonly servers: readonly RaftServer[];
}

/** The pods that have the databases and run; undefined where the network is not OVN's. */
export async function ovnMasterPods(
  kubernetes: Pick<Kubernetes, "apps" | "core">,
): Promise<readonly V1Pod[] | undefined> {
  const rollout = await readRollout(kubernetes, ovnMaster);
  if (rollout === undefined) return undefined;
  const pods = await podsWith(kubernetes, ovnMaster.namespace, rollout.labels);
  return pods.filter(
    ({ metadata, status }) => metadata?.deletionTimestamp === undefined && status?.phase === "Running",
  );
}

/** Asks the server in a pod what it knows of the others. */
export async function raftStatus(exec: Exec, pod: string, database: OvnDatabase): Promise<RaftStatus> {
  return parseRaftStatus(await control(exec, pod, database, ["cluster/status", database.name]));
}

/** Has a server removed from its cluster, by any other; nothing says when it is. */
export async function kick(
  exec: Exec,
  pod: string,
  database: OvnDatabase,
  { id }: RaftServer,
): Promise<void> {
  await control(exec, pod, database, ["cluster/kick", database.name, id]);
}

/** Reads what `cluster/status` prints (Open vSwitch, ovsdb-server(1)); what is not there is empty. */
export function parseRaftStatus(text: string): RaftStatus {
  const field = (name: string): string => new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1]?.trim() ?? "";
  const servers = [...text.matchAll(/^\s+(\S+) \(\S+ at (?:ssl|tcp):(\S+):\d+\)/gm)];
  return {
    clusterId: field("Cluster ID"),
    role: field("Role"),
    servers: servers.map(([, id = "", host = ""]) => ({ id, address: host.replace(/^\[|\]$/g, "") })),
  };
}

function control(
  exec: Exec,
  pod: string,
  { container, control: socket }: OvnDatabase,
  command: readonly string[],
): Promise<string> {
  return exec({
    namespace: ovnMaster.namespace,
    pod,
    container,
    command: ["ovn-appctl", "-t", socket, ...command],
  });
}
