import type * as pulumi from "@pulumi/pulumi";
import { hasDemo } from "../../manifests/microshift/objects/demo-application";
import type { MicroshiftPlan } from "../../topology/microshift/plan";
import { DemoApplication } from "./objects/demo-application";
import { microshiftProvider } from "./objects/provider";

/** What the demo of a cluster is made from. */
export interface DemoArgs {
  readonly plan: MicroshiftPlan;
  /** Reaches the API from this host. Secret. */
  readonly kubeconfig: pulumi.Output<string>;
  /** What must be there before the API is asked for anything. */
  readonly after: readonly pulumi.Resource[];
  /** With what the objects go; undefined where they are deleted one by one. */
  readonly deletedWith: pulumi.Resource | undefined;
}

/** Makes the demo where the configuration wants it, and returns its objects; none where it does not. */
export function makeDemo({ plan, kubeconfig, after, deletedWith }: DemoArgs): readonly pulumi.Resource[] {
  if (!hasDemo(plan)) return [];
  const provider = microshiftProvider(
    "kubernetes",
    { kubeconfig, clusterName: plan.clusterName },
    { dependsOn: [...after] },
  );
  const gone = deletedWith === undefined ? {} : { deletedWith };
  return new DemoApplication("demo", { plan, provider, ...gone }).objects;
}
