import { isAnnotated, SKIP_AWAIT } from "../annotations";
import type { KubernetesObject } from "../objects";
import { daemonSetWait } from "./daemonset";
import { deploymentWait } from "./deployment";
import { jobWait } from "./job";
import { podWait } from "./pods";
import { serviceWait } from "./service";
import { simpleWaits } from "./simple";
import type { Wait } from "./wait";

/** The kinds whose creation and update are only done when the object is ready. */
export const WAITS: readonly Wait[] = [
  deploymentWait,
  daemonSetWait,
  serviceWait,
  podWait,
  jobWait,
  ...simpleWaits,
];

/** How the kind becomes ready; undefined where it is at once, or the program does not want to wait. */
export const waitOf = (inputs: KubernetesObject): Wait | undefined =>
  isAnnotated(inputs, SKIP_AWAIT)
    ? undefined
    : WAITS.find(({ kinds }) => kinds.includes(`${inputs.apiVersion}/${inputs.kind}`));
