import { isAddress } from "./network";
import type { ClusterPlan, Machine } from "./plan";

/** The names and addresses that a serving certificate answers for; addresses and DNS names apart, as X.509 has them. */
export interface Sans {
  readonly dns: readonly string[];
  readonly ip: readonly string[];
}

const loopback = "127.0.0.1";

/**
 * What clients call an API server by: its own machine, the load balancers and the address that they share, the Service
 * `kubernetes` in each of its DNS forms, and loopback (the controller manager beside it, the forwarded port).
 */
export function apiServerSans(plan: ClusterPlan, machine: Machine): Sans {
  const service = `kubernetes.default.svc.${plan.serviceDomain}`;
  const extra = plan.api.extraSans;
  return {
    dns: unique([
      "kubernetes",
      "kubernetes.default",
      "kubernetes.default.svc",
      service,
      "localhost",
      machine.name,
      machine.fqdn,
      plan.api.fqdn,
      ...extra.filter((name) => !isAddress(name)),
    ]),
    ip: unique([
      loopback,
      ...machine.addresses,
      ...plan.api.addresses,
      ...plan.loadBalancers.flatMap(({ addresses }) => addresses),
      ...plan.networks.service.map(({ apiServer }) => apiServer),
      ...extra.filter(isAddress),
    ]),
  };
}

/** What the API server beside it, the other members and the gates call an etcd member by. */
export function etcdSans(machine: Machine): Sans {
  return { dns: ["localhost", machine.name, machine.fqdn], ip: [loopback, ...machine.addresses] };
}

/** What an API server calls a kubelet by: `kubectl logs` and `exec` go this way. */
export function kubeletSans(machine: Machine): Sans {
  return { dns: [machine.name, machine.fqdn], ip: machine.addresses };
}

/** A further name of the configuration may be one that the certificate has anyway. */
function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
