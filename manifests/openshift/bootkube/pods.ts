import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import type { BootstrapStage } from "../bootstrap-pod";
import { bootstrapPods } from "../static-pods";

/** The files of static pods that start in a stage, as words of the shell. */
export function podFilesIn(plan: OpenshiftClusterPlan, ...stages: readonly BootstrapStage[]): string {
  return bootstrapPods(plan)
    .filter(({ stage }) => stages.includes(stage))
    .map(({ fileName }) => fileName)
    .join(" ");
}
