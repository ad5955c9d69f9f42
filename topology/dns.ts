import type { ClusterPlan } from "./plan";
import { machinesOf } from "./plan";

/** The names of one address; the reverse answer is the first of them. */
export interface DnsHost {
  readonly address: string;
  readonly names: readonly string[];
}

/** The names that the cluster's network answers for, machines forward and reverse, in the order of addresses' owners. */
export function dnsHostsOf(plan: ClusterPlan): readonly DnsHost[] {
  const entries = [
    ...plan.api.addresses.map((address) => ({ address, names: [plan.api.fqdn, `api-int.${plan.domain}`] })),
    ...machinesOf(plan).flatMap(({ addresses, fqdn, name }) =>
      addresses.map((address) => ({ address, names: [fqdn, name] })),
    ),
  ];
  // One load balancer has the API's address for its own, and an address is one entry.
  const addresses = [...new Set(entries.map(({ address }) => address))];
  return addresses.map((address) => ({
    address,
    names: entries.filter((entry) => entry.address === address).flatMap(({ names }) => names),
  }));
}

/** The domain below which every name is an application's, and where applications are reached. */
export function applicationsOf({ api, domain }: ClusterPlan): {
  readonly domain: string;
  readonly addresses: readonly string[];
} {
  return { domain: `apps.${domain}`, addresses: api.addresses };
}
