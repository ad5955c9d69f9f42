import { existsSync } from "node:fs";
import { readdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { Failure } from "../tools/failure";
import { sha256Of, withWorkFolder, writeAtomically } from "../tools/files";
import { capture } from "../tools/process";
import { timed, type Reporter } from "../tools/report";
import { architecture } from "../tools/versions";
import { debianFolder, workshop } from "./debian";
import { recipeDigest } from "./reference";
import { makeRootFileSystem } from "./root-file-system";
import { addBootFiles, makeDisk } from "./vm/disk";
import { virtualMachine } from "./vm/variant";

const PREFIX = "hardway-machine-";
const NAME = "virtual machine image";

/** Where the image of the virtual machines lies, or will lie: its name has a digest of everything that goes into it. */
export function vmImageFile(): string {
  return join(workshop, `${PREFIX}${recipeDigest(() => true)}.qcow2`);
}

/** Where the image's SHA-256 stands, in the form that `sha256sum --check` reads. */
export function vmImageSumFile(): string {
  return `${vmImageFile()}.sha256`;
}

/** Makes the image of the virtual machines if it is not there; interrupted anywhere, the next run makes it. */
export async function ensureVmImage(reporter: Reporter): Promise<void> {
  const image = vmImageFile();
  await timed(reporter, NAME, async () => {
    if (existsSync(image)) return { outcome: "current", detail: image };
    assertArchitecture();
    const debian = await debianFolder(virtualMachine, () => {
      reporter.begin(NAME, "installing its Debian, about 2 min");
    });
    reporter.begin(NAME, "packing it, about 1 min");
    await withWorkFolder(workshop, async (work) => {
      const packed = await packDisk(debian, work, nothingMore);
      const sum = await sha256Of(packed);
      await writeAtomically(vmImageSumFile(), `${sum}  ${basename(image)}\n`);
      // Last, as it is what says that all is there.
      await rename(packed, image);
    });
    return { outcome: "done", detail: image };
  });
}

/** Adds files to a machine's root file system, in which a file is replaced and never written into. */
type AddFiles = (root: string) => Promise<void>;

const nothingMore: AddFiles = () => Promise.resolve();

/**
 * The disk in QEMU's format, made in the folder `work` from an untouched Debian of the variant `virtualMachine` and what
 * `addMore` adds. It is compressed: zstd is read faster than deflate, and written faster.
 */
export async function packDisk(debian: string, work: string, addMore: AddFiles): Promise<string> {
  const root = join(work, "root");
  const disk = join(work, "disk.raw");
  const packed = join(work, "disk.qcow2");
  await makeRootFileSystem(debian, root, virtualMachine);
  await addMore(root);
  await addBootFiles(debian, root);
  await makeDisk(root, disk);
  const format = ["-f", "raw", "-O", "qcow2", "-c", "-o", "compression_type=zstd"];
  await capture({ program: "qemu-img", arguments: ["convert", ...format, disk, packed] });
  return packed;
}

function assertArchitecture(): void {
  if (architecture === "amd64") return;
  throw new Failure({
    what: `there is no virtual machine image for ${architecture}`,
    where: NAME,
    why: "its disk boots by a BIOS, which only the PC has",
    remedy: "use platform podman, which runs on this processor, too",
  });
}

/** Removes the images of earlier recipes; returns what it did. A machine that still stands on one keeps it open. */
export async function removeOldVmImages(): Promise<readonly string[]> {
  if (!existsSync(workshop)) return [];
  const current = [vmImageFile(), vmImageSumFile()].map((path) => basename(path));
  const names = (await readdir(workshop)).filter((name) => name.startsWith(PREFIX));
  const old = names.filter((name) => !current.includes(name));
  for (const name of old) await rm(join(workshop, name));
  return old.map((name) => `removed ${name}`);
}
