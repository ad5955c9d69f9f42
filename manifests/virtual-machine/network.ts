import type { ClusterPlan, Machine } from "../../topology/plan";
import { type MachineFiles, publicFile } from "../file";

/** Who the machine is and where: names, addresses and whom it asks for others' names. */
export function machineIdentity(plan: ClusterPlan, machine: Machine): Partial<MachineFiles> {
  return {
    files: [
      publicFile("/etc/hostname", `${machine.name}\n`),
      publicFile("/etc/hosts", hosts(machine)),
      publicFile("/etc/resolv.conf", resolver(plan)),
      publicFile("/etc/systemd/network/10-machine.network", network(plan, machine)),
      publicFile("/etc/systemd/networkd.conf.d/10-machine.conf", keepRoutes),
    ],
  };
}

function hosts({ addresses, fqdn, name }: Machine): string {
  const own = addresses.map((address) => `${address} ${fqdn} ${name}\n`).join("");
  return `127.0.0.1 localhost\n::1 localhost\n${own}`;
}

/** The network's own server answers for the cluster and asks others for the rest (resolv.conf(5)). */
function resolver({ domain, networks }: ClusterPlan): string {
  return [`search ${domain}`, ...networks.machine.map(({ gateway }) => `nameserver ${gateway}`), ""].join(
    "\n",
  );
}

/** The routes to the pods of other nodes are node-network.service's own (networkd.conf(5)). */
const keepRoutes = "[Network]\nManageForeignRoutes=no\n";

/**
 * The machine's only interface, found by its hardware address (systemd.network(5)). The addresses stand here and are
 * not asked for, so that a machine comes up without anybody's help.
 */
function network({ networks }: ClusterPlan, { addresses, mac }: Machine): string {
  const own = networks.machine.flatMap((machines, index) => {
    const address = addresses[index];
    return address === undefined
      ? []
      : [`Address=${address}/${machines.prefix}`, `Gateway=${machines.gateway}`];
  });
  return `[Match]
MACAddress=${mac}

[Network]
DHCP=no
LinkLocalAddressing=ipv6
IPv6AcceptRA=no
${own.join("\n")}
`;
}
