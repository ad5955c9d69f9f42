import { join } from "node:path";
import { addedLinks, emptiedFolders, machinePackages, maskedUnits, removedFiles } from "./recipe";

/** What tells the root file systems of two kinds of machine apart; all else they have in common. */
export interface Variant {
  /** How the folder with the untouched Debian begins. */
  readonly prefix: string;
  readonly packages: readonly { readonly name: string; readonly why: string }[];
  /** Folders whose content stays out, and single files that do; from the machine's root, as all paths here. */
  readonly emptiedFolders: readonly string[];
  readonly removedFiles: readonly string[];
  readonly addedLinks: readonly { readonly path: string; readonly to: string }[];
  readonly maskedUnits: readonly { readonly why: string; readonly units: readonly string[] }[];
  /** Folders with the files that this repository adds, laid out as in the machine; a later one's replace an earlier one's. */
  readonly ownFiles: readonly string[];
}

/** The files that every machine gets. */
export const commonFiles = join(__dirname, "rootfs");

/** A machine that is a container. */
export const containerMachine: Variant = {
  prefix: "debian-",
  packages: machinePackages,
  emptiedFolders,
  removedFiles,
  addedLinks,
  maskedUnits,
  ownFiles: [commonFiles],
};
