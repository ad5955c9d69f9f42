import type { ConfigValues } from "../config-schema";
import { isOpenshiftDistribution, type OpenshiftDistribution } from "./distributions";
import { openshiftSchema, type OpenshiftValues } from "./schema";

/** What a configuration says of a cluster of OpenShift or OKD. */
export interface OpenshiftCluster {
  readonly distribution: OpenshiftDistribution;
  readonly values: OpenshiftValues;
}

/** The same with the defaults for what is left out; undefined where the distribution is another one. */
export function openshiftClusterOf({
  distribution,
  openshift,
}: Pick<ConfigValues, "distribution" | "openshift">): OpenshiftCluster | undefined {
  if (!isOpenshiftDistribution(distribution)) return undefined;
  return { distribution, values: openshift ?? openshiftSchema.parse({}) };
}
