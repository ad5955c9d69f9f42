import type { ClusterConfig } from "./config";
import { type ImageSource, imageSource } from "./image";
import {
  libvirtSchema,
  type LibvirtValues,
  type MachineSize,
  sizedRoles,
  usualSizes,
  usualUri,
} from "./libvirt-schema";
import { namedMachines } from "./machine-numbers";
import { isOpenshiftDistribution } from "./openshift/distributions";
import { openshiftSizes } from "./openshift/sizes";
import { addressAt, lastHostNumberOf, type Network } from "./network";
import { placementOf } from "./placement";
import { type ClusterPlan, type Machine, machinesOf, type Role } from "./plan";

/** A host of virtual machines. */
export interface HypervisorPlan {
  /** Empty for the only one of a configuration that gives hypervisors no names. */
  readonly name: string;
  /** How its libvirt is reached. */
  readonly uri: string;
  /** The names of the machines that are on it. */
  readonly machines: readonly string[];
}

/** How the virtual machines of a cluster are made. */
export interface LibvirtPlan {
  /** At least one, in the order of their names. */
  readonly hypervisors: readonly HypervisorPlan[];
  /** The bridge that each of them has for the machines; undefined where they have a network of their own behind NAT. */
  readonly bridge: string | undefined;
  /** `kvm`: on the processor itself. `qemu`: emulated. */
  readonly domainType: "kvm" | "qemu";
  /** The folder on the hypervisor in which the cluster has its folder of disks. */
  readonly poolFolder: string;
  /** Who passes connections on to the API servers: machines, or the hypervisor itself. */
  readonly loadBalancer: "machines" | "host";
  /** Undefined where the image is the one that this project makes. */
  readonly image: ImageSource | undefined;
  readonly sizes: Readonly<Record<Role, MachineSize>>;
}

type NamedMachine = Pick<Machine, "name" | "role">;

/**
 * How the virtual machines of a valid configuration are made, which are `machines`; undefined where the platform has none.
 */
export function libvirtPlan(
  config: ClusterConfig,
  machines: readonly NamedMachine[] = namedMachines(config),
): LibvirtPlan | undefined {
  if (config.platform !== "libvirt") return undefined;
  const given = config.libvirt ?? libvirtSchema.parse({});
  const { machines: own, image, bridge, domainType, poolFolder, loadBalancer } = given;
  const usual = isOpenshiftDistribution(config.distribution) ? openshiftSizes : usualSizes;
  const sizes = sizedRoles.map((role) => {
    const { memory, cpus, disk } = usual[role];
    const size = own[role];
    return [
      role,
      { memory: size.memory ?? memory, cpus: size.cpus ?? cpus, disk: size.disk ?? disk },
    ] as const;
  });
  return {
    hypervisors: hypervisorsFor(machines, given),
    bridge,
    domainType,
    poolFolder,
    loadBalancer,
    image: image && imageSource(image),
    sizes: Object.fromEntries(sizes) as LibvirtPlan["sizes"],
  };
}

/** The order of names is that of their letters, whatever order the configuration has. */
function hypervisorsFor(
  machines: readonly NamedMachine[],
  { uri, hypervisors, placement: pins }: LibvirtValues,
): LibvirtPlan["hypervisors"] {
  const named = hypervisors ?? { "": uri ?? usualUri };
  const names = Object.keys(named).sort();
  const placement = placementOf({ machines, hypervisors: names, pins });
  return names.map((name) => ({
    name,
    uri: named[name] ?? "",
    machines: machines.filter((machine) => placement[machine.name] === name).map((machine) => machine.name),
  }));
}

/** How many of a network's last addresses its DHCP server hands out, to machines that are not the cluster's. */
const handedOut = 8;

/** The host numbers that the network's DHCP server hands out; a network too small to spare any has none. */
export function handedOutNumbers(network: Network): { readonly first: number; readonly count: number } {
  const last = lastHostNumberOf(network);
  return { first: last - handedOut + 1, count: last > 4 * handedOut ? handedOut : 0 };
}

/** The same as addresses, the first and the last. */
export function handedOutAddresses(
  network: Network,
): { readonly start: string; readonly end: string } | undefined {
  const { first, count } = handedOutNumbers(network);
  if (count === 0) return undefined;
  return { start: addressAt(network, first), end: addressAt(network, first + count - 1) };
}

/** The hypervisor that a machine is on. */
export function hypervisorOf(plan: ClusterPlan, machine: string): HypervisorPlan {
  const found = libvirtOf(plan).hypervisors.find(({ machines }) => machines.includes(machine));
  if (found === undefined) throw new Error(`${machine} is on no hypervisor`);
  return found;
}

/** The hypervisor of a cluster whose network is behind NAT, and so on one alone. */
export function onlyHypervisorOf(plan: ClusterPlan): HypervisorPlan {
  const [only, ...others] = libvirtOf(plan).hypervisors;
  if (only === undefined || others.length > 0) throw new Error("there is not one hypervisor alone");
  return only;
}

/** The machines that are on a hypervisor. */
export function machinesAt(plan: ClusterPlan, { machines }: HypervisorPlan): readonly Machine[] {
  return machinesOf(plan).filter(({ name }) => machines.includes(name));
}

/** A hypervisor as an error names it. */
export function placeOf({ name, uri }: HypervisorPlan): string {
  return name === "" ? uri : `${name}, ${uri}`;
}

/** The same of a plan that is known to have virtual machines. */
export function libvirtOf({ platform, libvirt }: ClusterPlan): LibvirtPlan {
  if (libvirt === undefined) throw new Error(`platform ${platform} has no virtual machines`);
  return libvirt;
}
