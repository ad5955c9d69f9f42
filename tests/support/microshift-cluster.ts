import { type ExecTarget, type Exec, ExecError } from "../../checks/clients/exec";
import { type Workload } from "../../checks/microshift/rollout";
import { kubeVip, ovnMaster } from "../../checks/microshift/workloads";
import type { StandInApi, Stored } from "./stand-in-api";

/** Control planes of the cluster of these tests. */
export const controlPlanes = [1, 2, 3].map((id) => ({ name: `node-${id}`, address: `10.89.0.1${id}` }));
export const worker = { name: "node-4", address: "10.89.0.14" };
export const virtualAddress = "10.89.0.100";

/** The workloads that these tests' cluster is to have. */
export const dns: Workload = {
  namespace: "openshift-dns",
  kind: "DaemonSet",
  name: "dns-default",
  podsMayLag: "onWorkers",
};
export const router: Workload = {
  namespace: "openshift-ingress",
  kind: "Deployment",
  name: "router-default",
};
export const argo: Workload = {
  namespace: "openshift-gitops",
  kind: "StatefulSet",
  name: "argocd-application-controller",
};

/** How far a workload is; what is left out is as far as it can be. */
export interface Played {
  readonly desired?: number;
  readonly updated?: number;
  readonly available?: number;
  readonly all?: number;
  readonly observed?: boolean;
}

const plurals = { Deployment: "deployments", DaemonSet: "daemonsets", StatefulSet: "statefulsets" } as const;

/** Where the stand-in has a workload. */
export function pathOf({ kind, namespace, name }: Workload): string {
  return `/apis/apps/v1/namespaces/${namespace}/${plurals[kind]}/${name}`;
}

/** Puts a workload into the cluster: one that is rolled out, unless it is told otherwise. */
export function putWorkload(api: StandInApi, workload: Workload, played: Played = {}): void {
  const { desired = 1, updated = desired, available = desired, all = updated, observed = true } = played;
  const status =
    workload.kind === "DaemonSet"
      ? { desiredNumberScheduled: desired, updatedNumberScheduled: updated, numberAvailable: available }
      : { replicas: all, updatedReplicas: updated, availableReplicas: available };
  api.objects.set(pathOf(workload), {
    metadata: { name: workload.name, namespace: workload.namespace, generation: 2 },
    spec: { replicas: desired, selector: { matchLabels: { app: workload.name } } },
    status: { observedGeneration: observed ? 2 : 1, ...status },
  });
}

/** Puts a pod of a workload onto a node: one that is ready, unless it has a status of its own. */
export function putPod(api: StandInApi, workload: Workload, node: string, status?: Stored): void {
  const name = `${workload.name}-on-${node}`;
  api.objects.set(`/api/v1/namespaces/${workload.namespace}/pods/${name}`, {
    metadata: { name, namespace: workload.namespace, labels: { app: workload.name } },
    spec: { nodeName: node },
    status: status ?? { phase: "Running", conditions: [{ type: "Ready", status: "True" }] },
  });
}

/** The status of a pod whose container waits. */
export function waitingFor(container: string, reason: string, message?: string): Stored {
  return {
    phase: "Pending",
    conditions: [{ type: "Ready", status: "False" }],
    containerStatuses: [
      { name: container, ready: false, state: { waiting: { reason, ...(message && { message }) } } },
    ],
  };
}

/** What the server on a control plane prints of its cluster. */
export interface PlayedRaft {
  readonly cluster?: string;
  readonly leader: string;
  readonly servers: readonly { readonly name: string; readonly address: string }[];
}

/** As `cluster/status` prints it. */
export function raftText(own: string, { cluster = "c1c1", leader, servers }: PlayedRaft): string {
  const id = (name: string): string => `${name.slice(-1)}abc`;
  return [
    id(own),
    "Name: OVN_Northbound",
    `Cluster ID: ${cluster} (${cluster}0000-1111-2222-3333-444455556666)`,
    `Server ID: ${id(own)} (${id(own)}0000-1111-2222-3333-444455556666)`,
    "Address: tcp:10.89.0.11:9643",
    "Status: cluster member",
    `Role: ${own === leader ? "leader" : "follower"}`,
    "Term: 2",
    "Servers:",
    ...servers.map(
      ({ name, address }) =>
        `    ${id(name)} (${id(name)} at tcp:${address}:9643)${name === own ? " (self)" : ""} next_index=9`,
    ),
    "",
  ].join("\n");
}

/** A stand-in for the servers of OVN's databases in the pods of ovnkube-master: both databases have the same. */
export class StandInOvn {
  /** The commands that changed something, with the pod each was run in. */
  readonly kicked: string[] = [];
  /** By the names of the control planes. */
  readonly raft = new Map<string, PlayedRaft>();

  constructor(shared: PlayedRaft, on: readonly { readonly name: string }[]) {
    for (const { name } of on) this.raft.set(name, shared);
  }

  readonly exec: Exec = ({ pod, container, command }: ExecTarget) => {
    const own = pod.replace(`${ovnMaster.name}-on-`, "");
    const played = this.raft.get(own);
    if (played === undefined) return Promise.reject(new ExecError(`no server in ${pod}`));
    const [, , , what, database = "", id = ""] = command;
    if (what === "cluster/status") return Promise.resolve(raftText(own, played));
    this.kicked.push(`${own}/${container} ${database} ${id}`);
    return Promise.resolve("sent removal request to leader\n");
  };
}

/** Puts the pods of the network's databases onto control planes, and kube-vip's. */
export function putPodsOfControlPlanes(api: StandInApi, on: readonly { readonly name: string }[]): void {
  for (const workload of [ovnMaster, kubeVip]) {
    putWorkload(api, workload, { desired: on.length });
    for (const { name } of on) putPod(api, workload, name);
  }
}
