import type { MicroshiftPlan } from "../../topology/microshift/plan";
import { type NodeFile, publicFile } from "../file";
import { tomlString } from "../toml";
import { microshiftPaths } from "./paths";

/**
 * Where images are pulled from instead, as containers-registries.conf(5) has it; no file where there are no mirrors.
 * Unlike OpenShift's release, a demo application has its image by a tag, so tags come from mirrors, too.
 */
export function registriesFiles({ mirrors }: Pick<MicroshiftPlan, "mirrors">): readonly NodeFile[] {
  return mirrors.length === 0 ? [] : [publicFile(microshiftPaths.registries, mirrors.map(entry).join("\n"))];
}

function entry({ source, mirrors }: MicroshiftPlan["mirrors"][number]): string {
  const places = mirrors.map((mirror) => `\n[[registry.mirror]]\nlocation = ${tomlString(mirror)}\n`);
  return `[[registry]]\nprefix = ${tomlString(source)}\nlocation = ${tomlString(source)}\n${places.join("")}`;
}
