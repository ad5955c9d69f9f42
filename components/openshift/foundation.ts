import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import type { Platform } from "../platform";
import type { OpenshiftSecrets } from "./secrets";

/** What every machine of an OpenShift cluster stands on; made once and handed to each component. */
export interface OpenshiftFoundation {
  readonly plan: OpenshiftClusterPlan;
  readonly platform: Platform;
  readonly secrets: Pick<OpenshiftSecrets, "all">;
}
