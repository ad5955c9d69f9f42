import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { executableFile, type MachineFiles, type NodeDirectory, publicFile } from "../../file";
import { bootkubePaths, bootkubeScripts } from "./paths";
import { bootstrapPods } from "../static-pods";
import { bootkubeScript, releaseImageScript } from "./script";
import { bootkubeUnits } from "./units";

/** The bootstrap machine's scripts and their units, and the static pods that they start. */
export function bootkube(plan: OpenshiftClusterPlan): Partial<MachineFiles> {
  return {
    directories: [publicDirectory(bootkubePaths.home), publicDirectory(bootkubePaths.staticPods)],
    files: [
      ...bootstrapPods(plan).map(({ fileName, yaml }) =>
        publicFile(`${bootkubePaths.podTemplates}/${fileName}`, yaml),
      ),
      executableFile(bootkubeScripts.bootkube, bootkubeScript(plan)),
      ...(plan.openshift.payload === "image"
        ? [executableFile(bootkubeScripts["release-image"], releaseImageScript(plan))]
        : []),
    ],
    units: bootkubeUnits(plan),
  };
}

function publicDirectory(path: string): NodeDirectory {
  return { path, mode: 0o755, owner: "root" };
}
