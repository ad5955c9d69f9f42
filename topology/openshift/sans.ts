import type { Sans } from "../sans";
import type { OpenshiftClusterPlan } from "./plan";

/** Loopback in both families: clients of a machine's own API server resolve localhost to either. */
const loopback = ["127.0.0.1", "::1"] as const;

/** What a client on the machine itself calls its API server by. */
export const localhostSans: Sans = { dns: ["localhost"], ip: loopback };

/** What pods call the API by: the Services of the API server and of OpenShift's own in each form, and the address. */
export function serviceNetworkSans(plan: OpenshiftClusterPlan): Sans {
  const forms = ["", ".default", ".default.svc", `.default.svc.${plan.serviceDomain}`];
  return {
    dns: ["kubernetes", "openshift"].flatMap((service) => forms.map((form) => `${service}${form}`)),
    ip: plan.networks.service.map(({ apiServer }) => apiServer),
  };
}

/** What users call the API by. An address would be of no use, as an API server chooses its certificate by the name. */
export function loadBalancerSans(plan: OpenshiftClusterPlan): Sans {
  return { dns: [plan.api.fqdn], ip: [] };
}

/** What machines call the API by. */
export function internalLoadBalancerSans(plan: OpenshiftClusterPlan): Sans {
  return { dns: [plan.openshift.internalApiFqdn], ip: [] };
}

/** What a machine that boots calls the server of its configuration by, before it can be sure of a name server. */
export function machineConfigServerSans(plan: OpenshiftClusterPlan): Sans {
  return { dns: [plan.openshift.internalApiFqdn], ip: plan.api.addresses };
}

/** What the API server beside it, the operator's Service and the other members call the bootstrap's etcd by. */
export function bootstrapEtcdSans({ serviceDomain, bootstrap }: OpenshiftClusterPlan): Sans {
  const services = ["etcd.kube-system.svc", "etcd.openshift-etcd.svc"];
  return {
    dns: ["localhost", ...services.flatMap((service) => [service, `${service}.${serviceDomain}`])],
    ip: [...loopback, ...bootstrap.addresses],
  };
}
