import type { Role } from "../../topology/plan";
import type { ExaminedMachine } from "./machine";

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
}

/** Recommendations for machines of some roles. */
export interface Part {
  readonly title: string;
  readonly on: readonly Role[];
  readonly items: readonly Item[];
}

/** The roles whose machines run a control plane. */
export const controlPlanes: readonly Role[] = ["bootstrap", "controlPlane"];

/** The roles whose machines are nodes; the bootstrap machine's kubelet serves nobody and knows no API. */
export const nodes: readonly Role[] = ["controlPlane", "worker"];
