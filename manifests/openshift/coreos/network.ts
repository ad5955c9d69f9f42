import { familyOf, networkOfOne } from "../../../topology/network";
import type { ClusterPlan, Machine } from "../../../topology/plan";
import { type MachineFiles, publicFile, rootFile } from "../../file";

/** NetworkManager reads no profile that others than root may read (facts: openshift-hard-way.md, 7.5). */
const profilePath = "/etc/NetworkManager/system-connections/hardway.nmconnection";

/**
 * Above every profile that NetworkManager makes by itself, and below the clones that OVN makes of the active one for its
 * bridge: those have 99 and more, and would otherwise compete with this one for the interface at the next boot.
 */
const priority = 10;

/**
 * Who a machine of CoreOS is and where. A machine without a name waits five minutes for one, and is named localhost after
 * that. `others` are addresses that it has besides, for as long as it runs.
 */
export function coreosNetwork(
  plan: ClusterPlan,
  machine: Machine,
  others: readonly string[] = [],
): Partial<MachineFiles> {
  return {
    files: [
      publicFile("/etc/hostname", `${machine.name}\n`),
      rootFile(profilePath, networkProfile(plan, machine, others)),
    ],
  };
}

/**
 * The profile of the machine's only interface, found by its hardware address: its name depends on the slot that the
 * hypervisor puts it into (nm-settings-keyfile(5)).
 */
export function networkProfile(
  plan: ClusterPlan,
  { addresses, mac }: Machine,
  others: readonly string[] = [],
): string {
  const own = plan.networks.machine.flatMap((network, index) => {
    const address = addresses[index];
    return address === undefined ? [] : [{ ...network, address }];
  });
  const section = (family: "ipv4" | "ipv6") => {
    const found = own.find((network) => network.family === family);
    if (found === undefined) return `[${family}]\nmethod=disabled\n`;
    const more = others
      .filter((address) => familyOf(address) === family)
      .map((address, index) => `address${index + 2}=${networkOfOne(address).cidr}\n`);
    return `[${family}]
method=manual
address1=${found.address}/${found.prefix},${found.gateway}
${more.join("")}dns=${found.gateway};
dns-search=${plan.domain};
`;
  };
  return `[connection]
id=hardway
type=ethernet
autoconnect=true
autoconnect-priority=${priority}

[ethernet]
mac-address=${mac}

${section("ipv4")}
${section("ipv6")}`;
}
