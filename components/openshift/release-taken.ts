import * as command from "@pulumi/command";
import type * as pulumi from "@pulumi/pulumi";
import { bootkubePaths } from "../../manifests/openshift/bootkube/paths";
import { type BootkubeStage, stagesOf } from "../../manifests/openshift/bootkube/stages";
import { ignoredIn, sharedScript } from "../platform";
import type { OpenshiftFoundation } from "./foundation";
import type { OpenshiftMachine } from "./machine";

/** The stage that a wrong release does not pass, however often it is begun. */
const finalStage = "release-verify";

/**
 * The wait until the bootstrap machine has taken in its release image, with the machine's own reason where it refuses it.
 * No API says it yet. None where there is no release image, as in a rehearsal.
 */
export function releaseTaken(
  name: string,
  { plan, platform }: OpenshiftFoundation,
  { booted, planned }: OpenshiftMachine,
  { parent }: Required<Pick<pulumi.ComponentResourceOptions, "parent">>,
): readonly pulumi.Resource[] {
  const last = stagesOf(plan).findLast(({ script }: BootkubeStage) => script === "release-image");
  if (last === undefined) return [];
  return [
    new command.local.Command(
      name,
      {
        create: sharedScript("release-taken"),
        environment: {
          ...platform.channelTo(planned.name),
          NAME: planned.name,
          REPORT: bootkubePaths.report,
          LAST_STAGE: last.name,
          FINAL_STAGE: finalStage,
        },
      },
      {
        parent,
        dependsOn: [booted],
        deletedWith: platform.network,
        // As the machine is: once.
        ignoreChanges: ignoredIn("once"),
      },
    ),
  ];
}
