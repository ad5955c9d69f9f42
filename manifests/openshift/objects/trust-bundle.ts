import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { bundleMap, type ConfigMap } from "./config-map";
import { namespaces } from "./names";

/** The ConfigMap in openshift-config that the Proxy names. */
export const userBundleName = "user-ca-bundle";

/** The authorities that machines trust besides; none where the plan names none. */
export function trustBundle({ openshift }: OpenshiftClusterPlan): readonly ConfigMap[] {
  if (openshift.trustBundle === "") return [];
  return [bundleMap({ name: userBundleName, namespace: namespaces.config }, openshift.trustBundle)];
}
