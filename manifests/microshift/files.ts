import type { MicroshiftPlan } from "../../topology/microshift/plan";
import { type NodeFile, publicFile } from "../file";
import { type ConfiguredNode, microshiftConfig } from "./config";
import { dropInFiles } from "./drop-ins";
import { gitopsOverlay } from "./gitops";
import { microshiftPaths } from "./paths";
import { registriesFiles } from "./registries";

/**
 * All configuration of a node's MicroShift that is not secret: the file, its drop-ins, the mirrors of registries and the
 * overlay of GitOps. They go together: with GitOps the file names paths among which only the overlay has Argo CD.
 */
export function microshiftFiles(plan: MicroshiftPlan, node: ConfiguredNode): readonly NodeFile[] {
  return [
    publicFile(microshiftPaths.config, microshiftConfig(plan, node)),
    ...dropInFiles(plan),
    ...registriesFiles(plan),
    ...(plan.addOns.includes("gitops") ? gitopsOverlay() : []),
  ];
}
