import type { ConfigValues } from "./config-schema";
import type { Machine, Topology } from "./plan";

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

/** How many machines are load balancers: none where the hypervisor is the one that there is. */
export function loadBalancerCountOf(config: NumberKeys): number {
  if (isBalancedByHost(config)) return 0;
  return config.loadBalancers ?? defaults[builtTopology(config.topology)].loadBalancers;
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
    ...(builtTopology(config.topology) === "external-etcd"
      ? []
      : [{ name: "bootstrap", role: "bootstrap" as const }]),
    ...numbered("controlPlane", "master", config.controlPlanes),
    ...numbered("worker", "worker", config.workers),
  ];
}

/** A topology that is refused for not being built has other problems than its numbers. */
export function builtTopology(topology: ConfigValues["topology"]): Topology {
  return topology === "external-etcd" ? topology : "ha";
}
