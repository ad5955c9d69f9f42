import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { debianFolder } from "../../../machine-image/debian";
import { packDisk, vmImageFile } from "../../../machine-image/vm-image";
import { virtualMachine } from "../../../machine-image/vm/variant";
import { withWorkFolder } from "../../../tools/files";
import { toolsFolder } from "../../../tools/paths";
import { capture } from "../../../tools/process";
import { type Reporter, timed } from "../../../tools/report";
import { writeContractLayer } from "../contract/image";
import { usualVariant } from "../contract/names";
import { enabledByContract, hostImageReference, writeStandIns } from "../host/image";

const workshop = join(toolsFolder, "microshift-contract");

/** Where the disk lies, or will lie: its name has a digest of what goes into it. */
export function machineDiskFile(): string {
  const parts = JSON.stringify([basename(vmImageFile()), hostImageReference()]);
  return join(workshop, `machine-${createHash("sha256").update(parts).digest("hex").slice(0, 12)}.qcow2`);
}

/**
 * Makes the disk of a virtual machine that has what a Red Hat system has for MicroShift, where it is missing: the disk that is
 * made here, with the stand-ins of the contract image and of the host in it. Needs `make tools libvirt-tools`.
 */
export async function ensureMachineDisk(reporter: Reporter): Promise<string> {
  const disk = machineDiskFile();
  await timed(reporter, "disk of a machine for MicroShift", async () => {
    if (existsSync(disk)) return { outcome: "current", detail: disk };
    const debian = await debianFolder(virtualMachine, () => undefined);
    await withWorkFolder(workshop, async (work) => {
      const [contract, host] = [join(work, "contract"), join(work, "host")];
      await writeContractLayer(contract, usualVariant);
      await writeStandIns(host);
      await rm(join(contract, enabledByContract));
      const packed = await packDisk(debian, work, async (root) => {
        for (const layer of [contract, host]) await copyOver(layer, root);
      });
      await rename(packed, disk);
    });
    return { outcome: "done", detail: disk };
  });
  return disk;
}

/** Puts the files of a folder into a root; what is there already is replaced, as its content is another image's, too. */
async function copyOver(layer: string, root: string): Promise<void> {
  const options = ["--archive", "--remove-destination", "--no-preserve=ownership"];
  await capture({ program: "cp", arguments: [...options, `${layer}/.`, root] });
}
