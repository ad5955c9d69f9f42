import { apiServerUrl } from "../topology/endpoints";
import { socketAddress } from "../topology/network";
import { always, type Check, type CheckedCluster, counted, findingOf } from "./check";
import { failureOf } from "./clients/failures";
import { readinessAt } from "./clients/kubernetes";

/** Each API server serves, and so does the load balancer in front of them. */
export const apiServersReady: Check = {
  id: "api-servers-ready",
  sentence: "every API server is ready, and so is the API behind each load balancer and at its own address",
  why: "a load balancer hides a dead API server, and one load balancer a dead other, until the last one dies",
  appliesTo: always,
  probe: async (cluster) => {
    const { api, loadBalancers, controlPlanes } = cluster.plan;
    // Several load balancers have addresses of their own beside the one that they share.
    const own = loadBalancers.filter(({ address }) => address !== api.address);
    const servers = [
      { name: "the API's address", url: `https://${socketAddress(api.address, api.port)}` },
      ...own.map(({ name, address }) => ({ name, url: `https://${socketAddress(address, api.port)}` })),
      ...controlPlanes.map(({ name, address }) => ({ name, url: apiServerUrl({ address }) })),
    ];
    const problems = await Promise.all(servers.map((server) => problemOf(cluster, server)));
    return findingOf(
      problems.flat(),
      [
        counted(controlPlanes.length, "API server"),
        ...(loadBalancers.length > 0 ? [counted(loadBalancers.length, "load balancer")] : []),
      ].join(" and "),
    );
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
