import type { V1Node } from "@kubernetes/client-node";
import {
  always,
  type Check,
  type CheckedCluster,
  counted,
  findingWithUnplanned,
  plannedNodes,
  type PlannedNodes,
} from "./check";

/** What is looked at for nodes; every kind of cluster has that. */
export type ClusterWithNodes = Pick<CheckedCluster, "kubernetes" | "unplanned"> & {
  readonly plan: PlannedNodes;
};

/** The nodes are the machines of the plan, and their kubelets report. */
export const nodesReady: Check<ClusterWithNodes> = {
  id: "nodes-ready",
  sentence: "the nodes are those of the plan, and Ready",
  why: "the scheduler places pods on Ready nodes alone, and a node that nobody planned is nobody's",
  appliesTo: always,
  probe: async (cluster) => {
    const { plan, kubernetes } = cluster;
    const { items } = await kubernetes.core.listNode();
    const names = plannedNodes(plan).map(({ name }) => name);
    const found = new Map(items.map((node) => [node.metadata?.name ?? "", node]));
    const problems = names.flatMap((name) => {
      const node = found.get(name);
      const unready = node === undefined ? "is missing" : unreadyReason(node);
      return unready === undefined
        ? []
        : [`${name} ${node === undefined ? unready : `is not Ready (${unready})`}`];
    });
    const unplanned = [...found.keys()].filter((name) => !names.includes(name));
    return findingWithUnplanned(cluster, {
      problems,
      strangers: unplanned.map((name) => `${name} is not in the plan`),
      good: `${counted(names.length, "node")} Ready`,
    });
  },
};

/** Why a node is not Ready, in the words of its kubelet; undefined for a Ready one. */
export function unreadyReason({ status }: V1Node): string | undefined {
  const ready = (status?.conditions ?? []).find(({ type }) => type === "Ready");
  if (ready === undefined) return "its kubelet has not reported yet";
  if (ready.status === "True") return undefined;
  return [ready.reason, ready.message].filter(Boolean).join(": ").slice(0, 160);
}
