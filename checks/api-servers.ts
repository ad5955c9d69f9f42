import { ports } from "../topology/ports";
import { always, type Check, type CheckedCluster, counted, findingOf } from "./check";
import { failureOf } from "./clients/failures";
import { readinessAt } from "./clients/kubernetes";

/** Each API server serves, and so does the load balancer in front of them. */
export const apiServersReady: Check = {
  id: "api-servers-ready",
  sentence: "every API server is ready, and so is the API behind the load balancer",
  why: "the load balancer hides a dead API server until the last one dies",
  appliesTo: always,
  probe: async (cluster) => {
    const { api, controlPlanes } = cluster.plan;
    const servers = [
      { name: "load balancer", url: `https://${api.address}:${api.port}` },
      ...controlPlanes.map(({ name, address }) => ({ name, url: `https://${address}:${ports.apiServer}` })),
    ];
    const problems = await Promise.all(servers.map((server) => problemOf(cluster, server)));
    return findingOf(problems.flat(), `${counted(controlPlanes.length, "API server")} and the load balancer`);
  },
};

async function problemOf(
  { kubernetes }: CheckedCluster,
  { name, url }: { readonly name: string; readonly url: string },
): Promise<readonly string[]> {
  try {
    const readiness = await readinessAt(url, kubernetes.send);
    return readiness.ready ? [] : [`${name} is not ready: ${readiness.lacks}`];
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return [`${name}: ${failure.text}`];
  }
}
