import type { Check, CheckedCluster, PlannedNodes } from "../check";

/** A running OpenShift cluster, and the means to look at it. */
export interface OpenshiftCluster extends Pick<CheckedCluster, "kubernetes" | "unplanned"> {
  readonly plan: PlannedNodes;
  /** How many operators a complete cluster has at least. */
  readonly minimumOperators: number;
}

/** A statement about a healthy OpenShift cluster. */
export type OpenshiftCheck = Check<OpenshiftCluster>;
