import type * as pulumi from "@pulumi/pulumi";
import type { ClusterPlan } from "../topology/plan";
import type { ClusterNetwork } from "./cluster-network";
import type { Secrets } from "./secrets";

/** What every machine stands on; made once and handed to each component. */
export interface Foundation {
  readonly plan: ClusterPlan;
  readonly network: ClusterNetwork;
  readonly secrets: Secrets;
  /** The machine image, by the hash of its recipe. */
  readonly image: pulumi.Output<string>;
}
