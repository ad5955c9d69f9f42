import type { SmokeCheck } from "./check";
import { deploymentAvailable, podsRestricted, serviceAnswers } from "./pods";
import { consoleAnswers, routeAdmitted, routeAnswers } from "./route";

/**
 * What is true of a cluster that users can work with, from the ground up: where several do not hold, the first is the
 * likely cause of the others. Those that need a release are left out in a rehearsal.
 */
export const smokeChecks: readonly SmokeCheck[] = [
  deploymentAvailable,
  podsRestricted,
  serviceAnswers,
  routeAdmitted,
  routeAnswers,
  consoleAnswers,
];
