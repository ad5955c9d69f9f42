import { type ConfigInput, parseConfig } from "../../topology/config";
import { plan } from "../../topology/make-plan";
import type { ClusterPlan } from "../../topology/plan";

/** The plan of a stack named dev, with the given values in its configuration and the defaults for all others. */
export function planOf(overrides: ConfigInput = {}): ClusterPlan {
  return plan(parseConfig("dev", overrides));
}
