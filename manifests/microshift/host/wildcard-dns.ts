import { isAddress } from "../../../topology/network";
import type { MicroshiftPlan } from "../../../topology/microshift/plan";
import { type NodeFile, publicFile } from "../../file";

const mainPath = "/etc/NetworkManager/conf.d/90-microshift-dnsmasq.conf";
const namesPath = "/etc/NetworkManager/dnsmasq.d/90-microshift-apps.conf";

/** Stands for the address at which the host was reached by ssh, where the configuration has its name alone. */
export const ownAddress = "@ADDRESS@";

/**
 * NetworkManager's own dnsmasq answers for *.apps of the domain, to the host and to others (facts: microshift.md, A11).
 * All else goes to the external name servers, or where there are none to those that the connection has. They are
 * dnsmasq's upstream and do not stand before 127.0.0.1 in /etc/resolv.conf: a server that knows no such name says so, and
 * then nobody asks dnsmasq.
 */
export function wildcardDnsFiles(
  { domain, wildcardDns }: Pick<MicroshiftPlan, "domain" | "wildcardDns">,
  address: string,
): readonly NodeFile[] {
  if (wildcardDns === undefined) return [];
  const { target, externalNameservers } = wildcardDns;
  return [
    publicFile(mainPath, `[main]\ndns=dnsmasq\n${upstream(externalNameservers)}`),
    publicFile(
      namesPath,
      `listen-address=${inFile(address)},127.0.0.1\naddress=/apps.${domain}/${inFile(target)}\n`,
    ),
  ];
}

/** The section of NetworkManager.conf(5) that overrides the name servers of all connections. */
function upstream(servers: readonly string[]): string {
  return servers.length === 0 ? "" : `\n[global-dns-domain-*]\nservers=${servers.join(",")}\n`;
}

function inFile(address: string): string {
  return isAddress(address) ? address : ownAddress;
}
