import type { Check, CheckedCluster, PlannedMachine, PlannedNodes } from "../check";
import type { Exec } from "../clients/exec";
import type { Workload } from "./rollout";

/** The part of a plan of MicroShift that a running cluster is compared with. */
export interface PlannedMicroshift extends PlannedNodes {
  /** The control planes, or nobody where their etcd listens on their own loopback alone. */
  readonly etcdMembers: readonly PlannedMachine[];
  /** Null where the cluster is not highly available. */
  readonly virtualAddress: string | null;
  /** What Services are given; undefined: what the cluster itself says. */
  readonly loadBalancerRange?: Readonly<Record<"first" | "last", string>> | undefined;
  readonly workloads: readonly Workload[];
}

/** A running MicroShift cluster, and the means to look at it. */
export interface MicroshiftCluster extends Pick<CheckedCluster, "kubernetes" | "etcd" | "unplanned"> {
  readonly plan: PlannedMicroshift;
  /** Runs commands in its containers. */
  readonly exec: Exec;
}

/** A statement about a healthy MicroShift cluster. */
export type MicroshiftCheck = Check<MicroshiftCluster>;
