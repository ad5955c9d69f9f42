import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import type { MachineFiles } from "../../file";
import { unitText } from "../../unit-text";

/** Keeps CoreOS from updating itself in the middle of the bootstrap, by a condition that never holds (facts: 7.2 and 11.1). */
export function noAutoUpdate({ distribution }: OpenshiftClusterPlan): Partial<MachineFiles> {
  if (distribution === "ocp") return {};
  return {
    units: [
      {
        name: "zincati.service",
        enabled: true,
        dropins: [
          {
            name: "10-no-update.conf",
            contents: unitText({ Unit: { ConditionPathExists: "/enoent" } }),
          },
        ],
      },
    ],
  };
}
