import type { ConfigValues } from "./config-schema";
import type { Machine, Platform, Topology } from "./plan";

/** The kinds of things that have host numbers: those of machines, and the shared address of several load balancers. */
export type NumberedKind = keyof ConfigValues["hostNumbers"];

/** Where a topology has its machines and how many load balancers, as far as the configuration leaves it open. */
interface Defaults {
  readonly loadBalancers: number;
  readonly hostNumbers: Readonly<Record<NumberedKind, number>>;
}

const ofNodes = { bootstrap: 10, controlPlane: 11, worker: 21 } as const;

/** Those of `external-etcd` are the numbers of facts/k8s-ha.md, section 2. */
const defaults: Readonly<Record<Topology, Defaults>> = {
  ha: { loadBalancers: 1, hostNumbers: { ...ofNodes, etcd: 193, loadBalancer: 5, virtualAddress: 9 } },
  "external-etcd": {
    loadBalancers: 2,
    hostNumbers: { ...ofNodes, etcd: 193, loadBalancer: 191, virtualAddress: 200 },
  },
  "sno-plus": {
    loadBalancers: 0,
    hostNumbers: { ...ofNodes, etcd: 193, loadBalancer: 5, virtualAddress: 9 },
  },
};

/** How many machines run etcd and nothing else. */
export function etcdCountOf({
  topology,
  etcdMembers,
}: Pick<ConfigValues, "topology" | "etcdMembers">): number {
  return topology === "external-etcd" ? (etcdMembers ?? 3) : 0;
}

/** What a configuration says of the numbers of machines. */
export type NumberKeys = Pick<ConfigValues, (typeof numberKeys)[number]>;

/** The keys of that. */
export const numberKeys = ["topology", "hostNumbers", "loadBalancers", "platform", "libvirt"] as const;

/** The host number of the first machine of a kind. */
export function hostNumberOf({ topology, hostNumbers }: NumberKeys, kind: NumberedKind): number {
  return hostNumbers[kind] ?? defaults[builtTopology(topology)].hostNumbers[kind];
}

/** Whether the hypervisor itself passes connections on to the API servers, in place of machines. */
export function isBalancedByHost({ platform, libvirt }: Pick<NumberKeys, "platform" | "libvirt">): boolean {
  return platform === "libvirt" && libvirt?.loadBalancer === "host";
}

/** How many machines are load balancers: none where the hypervisor is the one that there is, or control planes need none. */
export function loadBalancerCountOf(config: NumberKeys): number {
  if (config.topology === "sno-plus" || isBalancedByHost(config)) return 0;
  return config.loadBalancers ?? defaults[builtTopology(config.topology)].loadBalancers;
}

/** Whether the API's address is none of one machine, but shared: by several load balancers, or by the control planes. */
export function sharesApiAddress(config: NumberKeys): boolean {
  return config.topology === "sno-plus" || loadBalancerCountOf(config) > 1;
}

/**
 * How many addresses are the control planes'. One that shares the API's address knows the next ones before they are there:
 * another list of them would let the address go for three seconds (keepalived 2.2: from no peers to some).
 */
export function controlPlaneAddressCount({
  topology,
  controlPlanes,
}: Pick<ConfigValues, "topology" | "controlPlanes">): number {
  return topology === "sno-plus" ? Math.max(3, controlPlanes) : controlPlanes;
}

/** Whether the control plane starts on a machine of its own, which goes when the others carry it. */
export function hasBootstrapMachine({ topology }: Pick<ConfigValues, "topology">): boolean {
  return builtTopology(topology) === "ha";
}

/** What a configuration says of how many machines there are. */
export type MachineKeys = NumberKeys & Pick<ConfigValues, "etcdMembers" | "controlPlanes" | "workers">;

/** The names of all machines with their roles, in the order in which machines are described to the user. */
export function namedMachines(config: MachineKeys): readonly Pick<Machine, "name" | "role">[] {
  const numbered = (role: Machine["role"], prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `${prefix}-${index}`, role }));
  return [
    ...numbered("etcd", "etcd", etcdCountOf(config)),
    ...numbered("loadBalancer", "lb", loadBalancerCountOf(config)),
    ...(hasBootstrapMachine(config) ? [{ name: "bootstrap", role: "bootstrap" as const }] : []),
    ...numbered("controlPlane", "master", config.controlPlanes),
    ...numbered("worker", "worker", config.workers),
  ];
}

/** A topology that is refused for not being built has other problems than its numbers. */
export function builtTopology(topology: ConfigValues["topology"]): Topology {
  return topology === "single" ? "ha" : topology;
}

/** The platform of machines that this program makes; of a host that is there already, another plan is made. */
export function builtPlatform(platform: ConfigValues["platform"]): Platform {
  if (platform === "ssh") throw new Error("platform ssh passed the rules of a cluster of machines");
  return platform;
}
