import type { Unit } from "../../file";
import { startAtBoot, unitText } from "../../unit-text";
import { untilItIsThrough } from "../bootkube/units";
import { inPlacePaths } from "./paths";

/** The unit of the installed node that completes the bootstrap. */
export const afterInstallUnit = "after-install.service";

/**
 * It starts after the kubelet, and so not before the machine config daemon has put the release's own system in the place
 * of the live image's, which has a boot of its own.
 */
export const afterInstallUnits: readonly Unit[] = [
  {
    name: afterInstallUnit,
    enabled: true,
    contents: unitText({
      Unit: {
        Description: "Completes the bootstrap of the cluster that began on this machine",
        Wants: "kubelet.service",
        After: "kubelet.service",
        StartLimitIntervalSec: "0",
      },
      Service: { ...untilItIsThrough, ExecStart: inPlacePaths.script },
      Install: startAtBoot,
    }),
  },
];
