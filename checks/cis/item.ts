import type { ExaminedMachine, Kind } from "./machine";

/** Says what is wrong with a machine, each thing in a line that shows no secret; nothing where all is well. */
export type Examination = (machine: ExaminedMachine) => readonly string[];

/** One recommendation of the CIS Kubernetes Benchmark 1.11 and 1.12. */
export interface Item {
  /** The benchmark's own number. */
  readonly id: string;
  readonly title: string;
  /** What somebody could do where it is not met. */
  readonly why: string;
  readonly examine: Examination;
  /** The machines that it is about, where they are others than its part's. */
  readonly on?: readonly Kind[];
}

/** Recommendations for machines of some kinds. */
export interface Part {
  readonly title: string;
  readonly on: readonly Kind[];
  readonly items: readonly Item[];
}

/** The machines that run a control plane. */
export const controlPlanes: readonly Kind[] = ["bootstrap", "control plane with etcd", "control plane"];

/** The machines that run a member of etcd. */
export const etcdMembers: readonly Kind[] = ["etcd", "bootstrap", "control plane with etcd"];

/** The machines that have certificates and keys of the cluster. */
export const certified: readonly Kind[] = ["etcd", ...controlPlanes, "worker"];

/** The machines that are nodes; the bootstrap machine's kubelet serves nobody and knows no API. */
export const nodes: readonly Kind[] = ["control plane with etcd", "control plane", "worker"];
