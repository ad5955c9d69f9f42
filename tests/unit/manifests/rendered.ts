import { parse } from "yaml";
import type { MachineFiles, NodeFile } from "../../../manifests/file";
import type { Pod } from "../../../manifests/kubernetes/api-types";
import type { NodeMachine } from "../../../topology/plan";

/** The file at a path; a part that does not write it is a failure of the test. */
export function fileAt({ files }: Partial<MachineFiles>, path: string): NodeFile {
  const found = files?.find((file) => file.path === path);
  if (found === undefined)
    throw new Error(`no file ${path} in ${files?.map((file) => file.path).join(", ")}`);
  return found;
}

/** The YAML or JSON file at a path, read back. */
export function valueAt(part: Partial<MachineFiles>, path: string): unknown {
  return parse(fileAt(part, path).contents, { strict: true, uniqueKeys: true }) as unknown;
}

/** The text of a unit, or that of its drop-ins where the machine image brings the unit. */
export function unitAt({ units }: Partial<MachineFiles>, name: string): string {
  const found = units?.find((unit) => unit.name === name);
  if (found === undefined) throw new Error(`no unit ${name}`);
  return found.contents ?? (found.dropins ?? []).map((dropin) => dropin.contents).join("\n");
}

/** A static pod, read back. */
export function podOf(text: string): Pod {
  return parse(text) as Pod;
}

/** The flags of a static pod's program, by name. */
export function flagsOf(text: string): ReadonlyMap<string, string> {
  const [, ...flags] = podOf(text).spec?.containers[0]?.command ?? [];
  return new Map(flags.map((flag) => [flag.slice(2, flag.indexOf("=")), flag.slice(flag.indexOf("=") + 1)]));
}

/** The first of a list that the plan of the test is known to fill. */
export function first<T = NodeMachine>(list: readonly T[]): T {
  const [item] = list;
  if (item === undefined) throw new Error("the list is empty");
  return item;
}
