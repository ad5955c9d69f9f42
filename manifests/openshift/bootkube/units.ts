import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import type { Unit } from "../../file";
import { startAtBoot, unitText } from "../../unit-text";
import { bootkubePaths, bootkubeScripts } from "./paths";

/** The unit that takes in the release image; the kubelet starts after it. */
export const releaseImageUnit = "release-image.service";

/** The service of a script, which is begun anew for as long as it takes; what it has done it does not do again. */
export const untilItIsThrough = {
  Type: "oneshot",
  RemainAfterExit: "yes",
  Restart: "on-failure",
  RestartSec: "5",
  TimeoutStartSec: "infinity",
} as const;

/** The units of the scripts (facts: openshift-hard-way.md, 5.1 and 5.2). */
export function bootkubeUnits({ openshift }: OpenshiftClusterPlan): readonly Unit[] {
  const release = openshift.payload === "image" ? [releaseImageUnit] : [];
  const before = [...release, "kubelet.service"].join(" ");
  return [
    ...release.map((name) => ({
      name,
      enabled: true as const,
      contents: unitText({
        Unit: {
          Description: "Takes in the release image",
          Wants: "network-online.target",
          After: "network-online.target",
          Before: "crio.service kubelet.service",
          StartLimitIntervalSec: "0",
        },
        Service: { ...untilItIsThrough, ExecStart: bootkubeScripts["release-image"] },
        Install: startAtBoot,
      }),
    })),
    {
      name: "bootkube.service",
      enabled: true,
      contents: unitText({
        Unit: {
          Description: "Stands up the first control plane of the cluster",
          Wants: before,
          After: before,
          ConditionPathExists: `!${bootkubePaths.done}`,
          StartLimitIntervalSec: "0",
        },
        Service: { ...untilItIsThrough, ExecStart: bootkubeScripts.bootkube },
        Install: startAtBoot,
      }),
    },
  ];
}
