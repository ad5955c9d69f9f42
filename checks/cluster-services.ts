import type { V1Pod } from "@kubernetes/client-node";
import { always, type Check, counted, findingOf, plannedNodes } from "./check";
import { unlessMissing } from "./clients/failures";

const namespace = "kube-system";

/** Every node translates Services. */
export const kubeProxyEverywhere: Check = {
  id: "kube-proxy",
  sentence: "kube-proxy is ready on every node",
  why: "on a node without it no pod reaches a Service, the cluster's DNS included",
  appliesTo: always,
  probe: async ({ plan, kubernetes }) => {
    const { items } = await kubernetes.core.listNamespacedPod({
      namespace,
      labelSelector: "k8s-app=kube-proxy",
    });
    const served = new Set(items.filter(isReady).map(({ spec }) => spec?.nodeName));
    const nodes = plannedNodes(plan);
    const missing = nodes.filter(({ name }) => !served.has(name));
    return findingOf(
      missing.map(({ name }) => `no ready kube-proxy on ${name}`),
      `ready on ${counted(nodes.length, "node")}`,
    );
  },
};

/** The cluster's DNS servers run. */
export const coreDnsAvailable: Check = {
  id: "coredns",
  sentence: "all replicas of CoreDNS are available",
  why: "pods find each other by its answers",
  appliesTo: always,
  probe: async ({ kubernetes }) => {
    const deployment = await unlessMissing(
      kubernetes.apps.readNamespacedDeployment({ namespace, name: "coredns" }),
    );
    if (deployment === undefined)
      return { level: "failure", detail: "there is no Deployment kube-system/coredns" };
    const wanted = deployment.spec?.replicas ?? 1;
    const available = deployment.status?.availableReplicas ?? 0;
    return findingOf(
      available >= wanted ? [] : [`${available} of ${counted(wanted, "replica")} available`],
      `${counted(wanted, "replica")} available`,
    );
  },
};

function isReady({ status }: V1Pod): boolean {
  return (status?.conditions ?? []).some(({ type, status: value }) => type === "Ready" && value === "True");
}
