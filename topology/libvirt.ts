import type { ClusterConfig } from "./config";
import { type ImageSource, imageSource } from "./image";
import { libvirtSchema, type MachineSize, sizedRoles, usualSizes } from "./libvirt-schema";
import { addressAt, lastHostNumberOf, type Network } from "./network";
import type { ClusterPlan, Role } from "./plan";

/** How the virtual machines of a cluster are made. */
export interface LibvirtPlan {
  /** How the hypervisor's libvirt is reached. */
  readonly uri: string;
  /** `kvm`: on the processor itself. `qemu`: emulated. */
  readonly domainType: "kvm" | "qemu";
  /** The folder on the hypervisor in which the cluster has its folder of disks. */
  readonly poolFolder: string;
  /** Undefined where the image is the one that this project makes. */
  readonly image: ImageSource | undefined;
  readonly sizes: Readonly<Record<Role, MachineSize>>;
}

/** How the virtual machines of a valid configuration are made; undefined where the platform has none. */
export function libvirtPlan({ platform, libvirt }: ClusterConfig): LibvirtPlan | undefined {
  if (platform !== "libvirt") return undefined;
  const { machines, image, ...values } = libvirt ?? libvirtSchema.parse({});
  const sizes = sizedRoles.map((role) => {
    const { memory, cpus, disk } = usualSizes[role];
    const own = machines[role];
    return [role, { memory: own.memory ?? memory, cpus: own.cpus ?? cpus, disk: own.disk ?? disk }] as const;
  });
  return {
    ...values,
    image: image && imageSource(image),
    sizes: Object.fromEntries(sizes) as LibvirtPlan["sizes"],
  };
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

/** The same of a plan that is known to have virtual machines. */
export function libvirtOf({ platform, libvirt }: ClusterPlan): LibvirtPlan {
  if (libvirt === undefined) throw new Error(`platform ${platform} has no virtual machines`);
  return libvirt;
}
