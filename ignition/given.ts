import { digestOf } from "../manifests/file-digest";
import { type MachineFiles, type NodeFile, publicFile } from "../manifests/file";
import { filesOfUnit } from "../manifests/unit-files";

/** Where a machine keeps the list of what it was given; what a later list leaves out is removed. */
export const givenPath = "/etc/hardway/given";

/** The files of a machine with those of its units. */
export function filesOf({ files, units }: MachineFiles): readonly NodeFile[] {
  return [...files, ...units.flatMap(filesOfUnit)];
}

/** All files of a machine: its own, those of its units, and the list of what it was given. */
export function allFiles(given: MachineFiles): readonly NodeFile[] {
  const { units } = given;
  const all = filesOf(given);
  const lines = [...all.map(({ path }) => `file ${path}`), ...units.map(({ name }) => `unit ${name}`)];
  return [...all, publicFile(givenPath, `${lines.sort().join("\n")}\n`)];
}

/** A machine's files by path, each with its mode, owner and digest: what anyone may know of them. */
export type Inventory = Readonly<Record<string, string>>;

/** The inventory of a machine; the stack's output `files` shows in a preview which of them change. */
export function inventoryOf(files: MachineFiles): Inventory {
  return inventoryOfFiles(allFiles(files));
}

/** The inventory of some files. */
export function inventoryOfFiles(files: readonly NodeFile[]): Inventory {
  const entries = files.map(
    ({ path, mode, owner, contents }) =>
      [path, `0${mode.toString(8)} ${owner} ${digestOf(contents)}`] as const,
  );
  return Object.fromEntries(entries);
}
