import { enginePrograms, hostPrograms, machinePrograms } from "../paths";
import type { Tool } from "../tool";

/** What a source gave: the installed files, or the reason why it has nothing to give. */
export type Result =
  | { readonly kind: "installed"; readonly origin: string; readonly paths: readonly string[] }
  | { readonly kind: "unavailable"; readonly why: string };

/** Told when a source needs more than a moment. */
export type OnLongWork = (doing: string) => void;

const folders: Readonly<Record<Tool["runsOn"], string>> = {
  host: hostPrograms,
  machine: machinePrograms,
  engine: enginePrograms,
};

/** The folder of a tool's programs. */
export function folderOf({ runsOn }: Pick<Tool, "runsOn">): string {
  return folders[runsOn];
}
