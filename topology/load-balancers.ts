import { hypervisorName } from "./hypervisor";
import { isOpenshift } from "./openshift/plan";
import type { ClusterPlan, Machine } from "./plan";
import { ports } from "./ports";

/** Whether HAProxy on the hypervisor is the one load balancer, and no machine is. */
export function isOnHypervisor({ libvirt }: ClusterPlan): boolean {
  return libvirt?.loadBalancer === "host";
}

/** Those that pass connections on to the API servers: machines, or the hypervisor by the name that scripts know. */
export function balancersOf(plan: ClusterPlan): readonly Pick<Machine, "name" | "address">[] {
  return isOnHypervisor(plan) ? [{ name: hypervisorName, address: plan.api.address }] : plan.loadBalancers;
}

/** The ports at which load balancers take connections: the API's, and in OpenShift those of machines and of routes. */
export function balancedPorts(plan: ClusterPlan): readonly number[] {
  if (!isOpenshift(plan)) return [plan.api.port];
  return [plan.api.port, ports.machineConfigServer, ports.ingressHttp, ports.ingressHttps];
}
