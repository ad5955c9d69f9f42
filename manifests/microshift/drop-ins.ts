import type { MicroshiftPlan } from "../../topology/microshift/plan";
import { type NodeFile, publicFile } from "../file";
import { yamlText } from "../yaml";
import { microshiftPaths } from "./paths";

/** The drop-ins of the configuration file, by the names that give their order (from 4.18 on: facts, microshift.md, A6). */
export function dropInFiles({ dropIns }: Pick<MicroshiftPlan, "dropIns">): readonly NodeFile[] {
  return Object.entries(dropIns).map(([name, settings]) =>
    publicFile(`${microshiftPaths.dropIns}/${name}.yaml`, yamlText(settings)),
  );
}
