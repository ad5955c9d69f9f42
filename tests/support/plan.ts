import type { PlannedCluster } from "../../checks/check";
import { type ConfigInput, parseConfig } from "../../topology/config";
import { plan } from "../../topology/make-plan";
import { bootstrapOf, type BootstrapMachine, type ClusterPlan, etcdMembersOf } from "../../topology/plan";

/** A plan whose topology has a bootstrap machine. */
export type HaPlan = ClusterPlan & { readonly bootstrap: BootstrapMachine };

/** The plan of a stack named dev, of topology ha, with the given values and the defaults for all others. */
export function planOf(overrides: ConfigInput = {}): HaPlan {
  const made = anyPlanOf(overrides);
  return { ...made, bootstrap: bootstrapOf(made) };
}

/** The same of topology external-etcd. */
export function externalPlanOf(overrides: ConfigInput = {}): ClusterPlan {
  return anyPlanOf({ topology: "external-etcd", ...overrides });
}

/** The same of whatever topology the values say. */
export function anyPlanOf(overrides: ConfigInput): ClusterPlan {
  return plan(parseConfig("dev", overrides));
}

/** What the checks are told of a plan. */
export function plannedCluster(planned: ClusterPlan): PlannedCluster & ClusterPlan {
  return { ...planned, etcdMembers: etcdMembersOf(planned) };
}
