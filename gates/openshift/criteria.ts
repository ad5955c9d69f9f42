import { z } from "zod";
import { failureOf, unlessMissing } from "../../checks/clients/failures";
import { type Kubernetes, readinessAt } from "../../checks/clients/kubernetes";
import { conditionsSchema, unmet } from "../../checks/openshift/conditions";
import { type OpenshiftKind, readObject } from "../../checks/openshift/resources";
import { apiServerUrl, etcdPeerUrl } from "../../topology/endpoints";
import { bootstrapComplete } from "../../topology/openshift/bootkube-report";
import { bootstrapMemberName, etcdEndpoints } from "../../topology/openshift/etcd-bootstrap";
import { askEtcd, controlPlaneAddresses, type EtcdAccess } from "../etcd";
import type { MemberMachine } from "../membership";
import { roleLabelOf } from "./node";
import { voterLack } from "./voters";

/** The machines between which the control plane moves, and the way to the cluster. */
export interface PivotingCluster {
  readonly controlPlanes: readonly MemberMachine[];
  readonly kubernetes: Kubernetes;
  readonly etcd: EtcdAccess;
}

/** One thing that must hold before the bootstrap machine may go. */
export interface Criterion {
  readonly sentence: string;
  readonly why: string;
  /** What is missing, for the user; empty where it holds. */
  readonly lacks: (cluster: PivotingCluster) => Promise<readonly string[]>;
}

/** The kinds by which the operators of static pods say which revision of theirs runs on which node, but for etcd's. */
export const staticPods: readonly OpenshiftKind[] = [
  "KubeAPIServer",
  "KubeControllerManager",
  "KubeScheduler",
];

const etcdOperator = z.object({
  status: z.object({ conditions: conditionsSchema }).default({ conditions: [] }),
});
/** What operators of static pods report: the revision that they want everywhere, and those that there are. */
export const staticPodOperator = z.object({
  status: z
    .object({
      latestAvailableRevision: z.int().default(0),
      nodeStatuses: z
        .array(z.object({ nodeName: z.string(), currentRevision: z.int().default(0) }))
        .default([]),
    })
    .default({ latestAvailableRevision: 0, nodeStatuses: [] }),
});

/** When the bootstrap machine may go (facts: openshift-hard-way.md, 9.2), in the order in which they come true. */
export const criteria = {
  staticPods: {
    sentence:
      "every control plane runs a revision of the API server, the controller manager and the scheduler",
    why: "they replace the bootstrap machine's; the installer is content with two, which leaves none to spare",
    lacks: async (cluster) => {
      const missing = await Promise.all(staticPods.map((kind) => withoutRevision(cluster, kind)));
      return missing.flat();
    },
  },
  apiServers: {
    sentence: "the API server of every control plane is ready",
    why: "the load balancer has no other left when the bootstrap machine's is gone",
    lacks: async ({ controlPlanes, kubernetes }) => {
      const missing = await Promise.all(
        controlPlanes.map(async (machine) => {
          const readiness = await readinessAt(apiServerUrl(machine), kubernetes.send);
          return readiness.ready ? [] : [`that of ${machine.name} is not ready: ${readiness.lacks}`];
        }),
      );
      return missing.flat();
    },
  },
  complete: {
    sentence: "the bootstrap is marked complete",
    why: "the etcd operator keeps the bootstrap machine's member until then",
    lacks: ({ kubernetes }) => lacksOfCompletion(kubernetes),
  },
  memberRemoved: {
    sentence: "the etcd operator has removed the bootstrap machine's member",
    why: "a machine that is gone and still has a vote takes the cluster's spare one",
    lacks: async ({ kubernetes }) => {
      const found = await readObject(kubernetes, "Etcd", "cluster", etcdOperator);
      if (found === undefined) return ["there is no Etcd cluster"];
      return unmet(found.status.conditions, { EtcdBootstrapMemberRemoved: "True" });
    },
  },
  voters: {
    sentence: "the members of etcd are control planes, and all that are planned vote",
    why: "what the operator says of the members may be older than what they say of themselves",
    lacks: async ({ controlPlanes, kubernetes, etcd }) => {
      const { members } = await askEtcd(etcd);
      // A control plane that the plan has no more is a node until it leaves, which comes last in an `up`.
      const nodes = await controlPlaneAddresses(kubernetes, roleLabelOf("master"));
      const hosts = [...controlPlanes, ...nodes.map((address) => ({ address }))];
      const peers = new Set(hosts.map(etcdPeerUrl));
      const strangers = members
        .filter(({ peerUrls }) => !peerUrls.some((url) => peers.has(url)))
        .map(({ name, peerUrls }) =>
          name === bootstrapMemberName
            ? `${name} is still a member`
            : `${name || peerUrls.join(", ")} is no control plane`,
        );
      const lacks = await Promise.all(
        controlPlanes.map(async (machine) => {
          const lack = await voterLack(etcd, members, machine);
          return lack === undefined ? [] : [`${machine.name} ${lack}`];
        }),
      );
      return [...strangers, ...lacks.flat()];
    },
  },
  endpoints: {
    sentence: "no API server is told to use the bootstrap machine's etcd",
    why: "with the annotation, the API servers' operator goes on to name it to them",
    lacks: async ({ kubernetes }) => {
      const { namespace, name, annotation } = etcdEndpoints;
      const found = await unlessMissing(kubernetes.core.readNamespacedConfigMap({ namespace, name }));
      const where = `ConfigMap ${namespace}/${name}`;
      if (found === undefined) return [`there is no ${where}`];
      // With a dash behind its name it is what the operator has put away.
      const address = found.metadata?.annotations?.[annotation];
      return address === undefined ? [] : [`${where} still has the annotation ${annotation}: ${address}`];
    },
  },
} as const satisfies Readonly<Record<string, Criterion>>;

/** What is missing of the mark that the bootstrap is complete. */
export async function lacksOfCompletion({ core }: Pick<Kubernetes, "core">): Promise<readonly string[]> {
  const { namespace, name, key, value } = bootstrapComplete;
  const found = await unlessMissing(core.readNamespacedConfigMap({ namespace, name }));
  const where = `ConfigMap ${namespace}/${name}`;
  if (found === undefined) return [`there is no ${where}`];
  const { [key]: status = "nothing" } = found.data ?? {};
  return status === value ? [] : [`${where} says ${status}`];
}

/** What is missing of a criterion; a question without an answer is missing, too, and keeps no other from being asked. */
export async function lackOf(cluster: PivotingCluster, { lacks }: Criterion): Promise<readonly string[]> {
  try {
    return await lacks(cluster);
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.passing !== true) throw error;
    return [failure.text];
  }
}

async function withoutRevision(
  { kubernetes, controlPlanes }: PivotingCluster,
  kind: OpenshiftKind,
): Promise<readonly string[]> {
  const found = await readObject(kubernetes, kind, "cluster", staticPodOperator);
  if (found === undefined) return [`there is no ${kind} cluster`];
  const running = new Set(
    found.status.nodeStatuses
      .filter(({ currentRevision }) => currentRevision >= 1)
      .map(({ nodeName }) => nodeName),
  );
  return controlPlanes
    .filter(({ name }) => !running.has(name))
    .map(({ name }) => `${kind} has no revision on ${name}`);
}
