import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { MicroshiftObject } from "../../../manifests/microshift/objects/object";
import type { MicroshiftPlan } from "../../../topology/microshift/plan";
import { makeObject } from "../../cluster-objects";

/** What objects of a MicroShift cluster are made from. */
export interface ObjectsArgs<Plan> {
  readonly plan: Plan & Pick<MicroshiftPlan, "startMinutes">;
  readonly provider: kubernetes.Provider;
  /** What must be there before the first of them is made, such as a control plane that answers. */
  readonly after?: readonly pulumi.Resource[];
  /** With what they are gone without being deleted one by one, such as the machines. */
  readonly deletedWith?: pulumi.Resource;
}

/** Pods are let in by what their namespace, their account and its rights are at that moment, so they come last. */
const stages = {
  Namespace: "first",
  ServiceAccount: "then",
  ConfigMap: "then",
  Service: "then",
  Role: "then",
  RoleBinding: "then",
  ClusterRole: "then",
  ClusterRoleBinding: "then",
  SecurityContextConstraints: "then",
  Route: "then",
  Deployment: "last",
  DaemonSet: "last",
} as const satisfies Readonly<Record<MicroshiftObject["kind"], string>>;

/** Makes the resources of objects stage by stage; `prefix` is the name of the component that they belong to. */
export function makeInOrder<Plan>(
  prefix: string,
  objects: readonly MicroshiftObject[],
  { plan, provider, after = [], deletedWith }: ObjectsArgs<Plan>,
  parent: pulumi.Resource,
): readonly pulumi.CustomResource[] {
  // Nodes may have to pull the images of pods, for which they are given as long as for those of their first start.
  const limit = `${plan.startMinutes}m`;
  const made: pulumi.CustomResource[] = [];
  for (const stage of ["first", "then", "last"] as const) {
    const dependsOn = [...after, ...made];
    const members = objects.filter(({ kind }) => stages[kind] === stage);
    made.push(
      ...members.map((object) =>
        makeObject(prefix, object, {
          parent,
          provider,
          dependsOn,
          customTimeouts: { create: limit, update: limit },
          ...(deletedWith === undefined ? {} : { deletedWith }),
        }),
      ),
    );
  }
  return made;
}
