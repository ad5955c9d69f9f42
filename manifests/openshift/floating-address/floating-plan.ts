import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import type { VirtualRouter } from "../../../topology/plan";

/** A plan whose control planes share the API's address themselves, with no load balancer before them. */
export type FloatingPlan = OpenshiftClusterPlan & { readonly virtualRouter: VirtualRouter };

/** Whether the control planes of the plan do so. */
export function isFloating(plan: OpenshiftClusterPlan): plan is FloatingPlan {
  return plan.topology === "sno-plus" && plan.virtualRouter !== undefined;
}
