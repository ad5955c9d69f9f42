import { hypervisorName } from "./hypervisor";
import type { ClusterPlan, Machine } from "./plan";

/** Whether HAProxy on the hypervisor is the one load balancer, and no machine is. */
export function isOnHypervisor({ libvirt }: ClusterPlan): boolean {
  return libvirt?.loadBalancer === "host";
}

/** Those that pass connections on to the API servers: machines, or the hypervisor by the name that scripts know. */
export function balancersOf(plan: ClusterPlan): readonly Pick<Machine, "name" | "address">[] {
  return isOnHypervisor(plan) ? [{ name: hypervisorName, address: plan.api.address }] : plan.loadBalancers;
}
