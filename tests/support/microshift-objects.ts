import { type DemoPlan, hasDemo } from "../../manifests/microshift/objects/demo-application";
import type { MicroshiftObject } from "../../manifests/microshift/objects/object";
import {
  hasVirtualAddress,
  type VirtualAddressPlan,
} from "../../manifests/microshift/objects/virtual-address-plan";
import { parseConfig } from "../../topology/config";
import { microshiftPlan } from "../../topology/microshift/make-plan";
import type { MicroshiftPlan } from "../../topology/microshift/plan";

/** The plan of a highly available cluster with the demo application, with these values of the key microshift besides. */
export function objectsPlan(microshift: object = {}): MicroshiftPlan & VirtualAddressPlan & DemoPlan {
  const plan = microshiftPlan(
    parseConfig("dev", {
      distribution: "microshift",
      topology: "ha",
      clusterName: "edge",
      microshift: { demo: {}, ...microshift },
    }),
  );
  if (!hasVirtualAddress(plan) || !hasDemo(plan))
    throw new Error("the plan lacks what objects are made from");
  return plan;
}

/** The one object of a kind; throws where there is none or more. */
export function only<Kind extends MicroshiftObject["kind"]>(
  objects: readonly MicroshiftObject[],
  kind: Kind,
): Extract<MicroshiftObject, { readonly kind: Kind }> {
  const found = objects.filter((object) => object.kind === kind);
  if (found.length !== 1) throw new Error(`there are ${found.length} objects of kind ${kind}`);
  return found[0] as Extract<MicroshiftObject, { readonly kind: Kind }>;
}
