import { parseConfig } from "../../topology/config";
import { plan as planFor } from "../../topology/make-plan";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import { bootstrapOf } from "../../topology/plan";
import { openshiftPlanOf } from "./openshift-plan";

/**
 * The plan of an OKD cluster whose machine network is part of loopback, where every address answers without being set up.
 * Each test file that has programs listen there has a number of its own, as they may run side by side.
 */
export function openshiftLoopbackPlan(number: number): OpenshiftClusterPlan {
  const config = parseConfig("dev", { clusterName: "okd", baseDomain: "example.com" });
  // Past the validation, which rightly wants addresses that machines can have.
  const made = planFor({ ...config, machineNetwork: `127.${number}.0.0/24` });
  const { openshift } = openshiftPlanOf();
  return { ...made, bootstrap: bootstrapOf(made), distribution: "okd", openshift };
}
