import { applicationsOf, dnsHostsOf } from "../../topology/dns";
import { handedOutAddresses } from "../../topology/libvirt";
import type { ClusterPlan } from "../../topology/plan";
import { stylesheet } from "./stylesheet";

/** A name and an address for libvirt's own DNS server; it answers for the address by the first of its names. */
export interface NetworkName {
  readonly ip: string;
  readonly hostname: string;
}

/** An option of dnsmasq, which is a network's DNS and DHCP server (dnsmasq(8)). */
export interface DnsmasqOption {
  readonly optionName: string;
  readonly optionValue: string;
}

/** What the machines' network is told to answer for by itself. */
export function networkNames(plan: ClusterPlan): readonly NetworkName[] {
  return dnsHostsOf(plan).flatMap(({ address, names }) =>
    names.map((hostname) => ({ ip: address, hostname })),
  );
}

/** What libvirt has no words for: every name below the applications' domain has the same address. */
export function dnsmasqOptions(plan: ClusterPlan): readonly DnsmasqOption[] {
  const { domain, addresses } = applicationsOf(plan);
  return addresses.map((address) => ({ optionName: "address", optionValue: `/${domain}/${address}` }));
}

/** Changes the network's XML so that its DHCP server keeps to addresses that are no machine's. */
export function networkStylesheet(plan: ClusterPlan): string {
  const ranges = plan.networks.machine.flatMap((network) => {
    const handedOut = handedOutAddresses(network);
    return handedOut === undefined
      ? []
      : [
          {
            match: `ip[@address='${network.gateway}']/dhcp/range`,
            content: `<range start="${handedOut.start}" end="${handedOut.end}"/>`,
          },
        ];
  });
  return stylesheet(ranges);
}
