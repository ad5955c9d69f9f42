import { nodesReady } from "../nodes";
import type { OpenshiftCheck } from "./check";
import { clusterVersionAvailable } from "./cluster-version";
import { kubeletsOfRelease } from "./kubelets";
import { noNodeRequests } from "./node-requests";
import { operatorsConverged } from "./operators";

/**
 * What is true of an OpenShift cluster that has converged, from the ground up: where several do not hold, the first is
 * the likely cause of the others.
 */
export const openshiftChecks: readonly OpenshiftCheck[] = [
  nodesReady,
  noNodeRequests,
  clusterVersionAvailable,
  kubeletsOfRelease,
  operatorsConverged,
];
