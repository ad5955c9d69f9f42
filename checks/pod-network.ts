import { always, type Check, type CheckedCluster, findingOf, plannedNodes } from "./check";
import type { PodReport } from "./probe-pods/run";
import { key } from "./probe-pods/objects";

/** A pod resolves names. */
export const dnsInPods: Check = {
  id: "dns-in-pods",
  sentence: "DNS answers inside a pod",
  why: "programs find Services by name, through kube-proxy, the pod network and CoreDNS",
  appliesTo: always,
  probe: async (cluster) => {
    const [report, expected] = await Promise.all([cluster.podReport(), apiServiceAddress(cluster)]);
    if ("failure" in report) return { level: "failure", detail: report.failure };
    const right = report.dns === expected;
    return findingOf(
      right
        ? []
        : [
            `on ${report.run.clientNode}, kubernetes.default is ${report.dns || "unknown"}, expected ${expected}`,
          ],
      `kubernetes.default is ${report.dns} on ${report.run.clientNode}`,
    );
  },
};

/** A pod reaches a pod of another node behind a Service. */
export const serviceAcrossNodes: Check = {
  id: "service-across-nodes",
  sentence: "a Service answers a pod of another node",
  why: "it takes the routes between the nodes' pod networks and kube-proxy on both",
  appliesTo: (plan) => plannedNodes(plan).length > 0,
  probe: async (cluster) => {
    const report = await cluster.podReport();
    if ("failure" in report) return { level: "failure", detail: report.failure };
    const { clientNode, serverNode, families } = report.run;
    const { name } = key(report.run, "server");
    const silent = families.filter((_, index) => report.services[index] !== name);
    return findingOf(
      silent.map(
        (family) =>
          `from ${clientNode}, nobody answers by ${family} behind a Service whose pod is on ${serverNode}`,
      ),
      clientNode === serverNode ? `on ${clientNode}, the only node` : `from ${clientNode} to ${serverNode}`,
    );
  },
};

async function apiServiceAddress({ kubernetes }: CheckedCluster): Promise<string> {
  const service = await kubernetes.core.readNamespacedService({ name: "kubernetes", namespace: "default" });
  return service.spec?.clusterIP ?? "";
}

/** Whether a report can be asked for again: a failed run is repeated, a good one is not. */
export function isGood(report: PodReport): boolean {
  return !("failure" in report) && report.dns !== "" && report.services.every(Boolean);
}
