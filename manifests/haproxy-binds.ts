import { isOnHypervisor } from "../topology/load-balancers";
import { socketAddress } from "../topology/network";
import type { ClusterPlan } from "../topology/plan";

/**
 * What a load balancer listens on at a port, as `bind` takes it. On a machine every address: loopback has an IPv4 address
 * everywhere, and the load balancer's own check goes there. On the hypervisor the API's alone, as the port may be somebody
 * else's at any other.
 */
export function boundAddresses(plan: ClusterPlan, port: number): string {
  const { families, api } = plan;
  if (isOnHypervisor(plan)) return api.addresses.map((address) => socketAddress(address, port)).join(",");
  return families.includes("ipv6") ? `[::]:${port} v4v6` : `:${port}`;
}
