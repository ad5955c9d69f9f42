import type { ClusterPlan } from "../topology/plan";
import type { Platform } from "./platform";
import type { Secrets } from "./secrets";

/** What every machine stands on; made once and handed to each component. */
export interface Foundation {
  readonly plan: ClusterPlan;
  readonly platform: Platform;
  readonly secrets: Secrets;
}
