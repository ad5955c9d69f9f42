import type { ClusterConfig } from "./config";
import { libvirtSchema, type MachineSize, sizedRoles, usualSizes } from "./libvirt-schema";
import { addressAt, lastHostNumberOf, type Network } from "./network";
import type { ClusterPlan, Role } from "./plan";

/** What virtual machines boot from: an image by its address, which may be compressed. */
export interface ImageSource {
  readonly url: string;
  /** Of what is downloaded. */
  readonly sha256: string;
  /** Of what it holds; undefined where it is not compressed. */
  readonly uncompressedSha256: string | undefined;
}

/** How the virtual machines of a cluster are made. */
export interface LibvirtPlan {
  /** How the hypervisor's libvirt is reached. */
  readonly uri: string;
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
    image: image && { ...image, uncompressedSha256: image.uncompressedSha256 },
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
