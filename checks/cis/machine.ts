import type { Role, Topology } from "../../topology/plan";

/** What runs on a machine, by which the benchmark tells machines apart. */
export type Kind =
  "etcd" | "load balancer" | "bootstrap" | "control plane with etcd" | "control plane" | "worker";

const sameInAll = {
  etcd: "etcd",
  loadBalancer: "load balancer",
  bootstrap: "bootstrap",
  worker: "worker",
} as const;

const kinds: Readonly<Record<Topology, Readonly<Record<Role, Kind>>>> = {
  ha: { ...sameInAll, controlPlane: "control plane with etcd" },
  "external-etcd": { ...sameInAll, controlPlane: "control plane" },
  "sno-plus": { ...sameInAll, controlPlane: "control plane with etcd" },
};

/** The kind of a machine, by its cluster's topology and its role there. */
export function kindOf(topology: Topology, role: Role): Kind {
  return kinds[topology][role];
}

/** A file or directory of a machine. */
export interface Entry {
  readonly path: string;
  readonly mode: number;
  /** User and group, as root:root. */
  readonly owner: string;
}

/** The programs whose flags the benchmark asks for. */
export type Program = "etcd" | "kube-apiserver" | "kube-controller-manager" | "kube-scheduler" | "kubelet";

/** A program's flags by name, without the dashes. */
export type Flags = ReadonlyMap<string, string>;

/**
 * What the benchmark looks at on a machine, whether it is still to boot and this was rendered, or runs and this was read
 * from it. Secret, as the configuration that encrypts Secrets is part of it.
 */
export interface ExaminedMachine {
  readonly name: string;
  readonly kind: Kind;
  readonly entries: readonly Entry[];
  /** The programs that run on the machine. */
  readonly flags: Readonly<Partial<Record<Program, Flags>>>;
  /** Texts of files by path, those at least that flags name. */
  readonly texts: Readonly<Record<string, string>>;
  /** The kubelet's configuration, as its file has it or as it says itself. */
  readonly kubelet: Readonly<Record<string, unknown>>;
}
