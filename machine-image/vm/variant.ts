import { join } from "node:path";
import { commonFiles, type Variant } from "../variant";
import { virtualMachinePackages, vmEmptiedFolders, vmLinks, vmMaskedUnits, vmRemovedFiles } from "./recipe";

/** A machine that is a virtual one. */
export const virtualMachine: Variant = {
  prefix: "vm-debian-",
  packages: virtualMachinePackages,
  emptiedFolders: vmEmptiedFolders,
  removedFiles: vmRemovedFiles,
  addedLinks: vmLinks,
  maskedUnits: vmMaskedUnits,
  ownFiles: [commonFiles, join(__dirname, "rootfs")],
};
