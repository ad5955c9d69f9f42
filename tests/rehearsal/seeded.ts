import { parseConfig } from "../../topology/config";
import { plan as makePlan } from "../../topology/make-plan";
import { isOpenshift, type OpenshiftClusterPlan } from "../../topology/openshift/plan";
import { testObjects } from "../support/openshift-objects";

/** An object that the bootstrap seeds, by what finds it. */
export interface Seeded {
  /** With its group, for kubectl. */
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly hasStatus: boolean;
}

/** The plan of a rehearsal's configuration. */
export function rehearsalPlan(
  stack: string,
  config: Readonly<Record<string, unknown>>,
): OpenshiftClusterPlan {
  const plan = makePlan(parseConfig(stack, config));
  if (!isOpenshift(plan)) throw new Error("the configuration of the rehearsal is none of OpenShift");
  return plan;
}

/** What the plan seeds. The names are the same whatever the keys are. */
export function seededObjects(plan: OpenshiftClusterPlan): readonly Seeded[] {
  return testObjects(plan).map((object) => {
    const { apiVersion, kind, metadata } = object;
    const [group = "", version] = apiVersion.split("/");
    return {
      kind: version === undefined ? kind : `${kind}.${version}.${group}`,
      name: metadata.name,
      namespace: "namespace" in metadata ? metadata.namespace : undefined,
      hasStatus: "status" in object,
    };
  });
}
