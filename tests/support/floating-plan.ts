import { type FloatingPlan, isFloating } from "../../manifests/openshift/floating-address/floating-plan";
import type { ConfigInput } from "../../topology/config";
import { inPlacePlanOf, openshiftPlanOf } from "./openshift-plan";
import { anyPlanOf } from "./plan";

/** The plan of an OKD cluster of topology sno-plus, with the given values of any cluster: of both families, too. */
export function floatingPlanOf(overrides: ConfigInput = {}): FloatingPlan {
  const names = { clusterName: "okd", baseDomain: "example.com" };
  const { openshift, bootstrap } = openshiftPlanOf();
  const made = {
    ...anyPlanOf({ topology: "sno-plus", controlPlanes: 3, workers: 0, ...names, ...overrides }),
    distribution: "okd" as const,
    openshift: {
      ...openshift,
      inPlace: inPlacePlanOf().openshift.inPlace,
    },
    bootstrap,
  };
  if (!isFloating(made)) throw new Error("the control planes of topology sno-plus share no address");
  return made;
}
