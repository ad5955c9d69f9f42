import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";

/**
 * How many control planes the cluster is told that it begins with. In place it is one, whatever it grows to: etcd's operator
 * waits for three where it is told of more than one (facts: sno-plus.md, section 9).
 */
export function controlPlanesAtFirst({ openshift, controlPlanes }: OpenshiftClusterPlan): number {
  return openshift.inPlace === undefined ? controlPlanes.length : 1;
}
