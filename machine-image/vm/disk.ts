import { copyFile, mkdir, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { capture } from "../../tools/process";
import { bootSectors } from "./boot-sectors";
import { bootFiles, grubConfiguration, grubModules } from "./boot";
import { initrd, initrdModules } from "./initrd";
import { layout, rootLabel } from "./layout";
import { modulesInOrder } from "./modules";

const GRUB_PROGRAMS = "/usr/lib/grub/i386-pc";
const GRUB_CORE = `${bootFiles.grub}/core.img`;

/** What a machine boots from, of an untouched Debian: the path of the kernel, and the first root file system. */
export interface Boot {
  readonly kernel: string;
  readonly initrd: Buffer;
}

/** Puts kernel, initrd and GRUB's configuration into a machine's root file system. */
export async function addBootFiles(debian: string, root: string): Promise<void> {
  const boot = await bootOf(debian);
  await mkdir(join(root, bootFiles.grub), { recursive: true });
  await copyFile(boot.kernel, join(root, bootFiles.kernel));
  await writeFile(join(root, bootFiles.initrd), boot.initrd);
  await writeFile(join(root, bootFiles.grub, "grub.cfg"), grubConfiguration());
  await writeFile(join(root, bootFiles.firstBootStamp), "");
}

/** Makes the initrd for the kernel of a Debian, which has one alone. */
export async function bootOf(debian: string): Promise<Boot> {
  const kernels = join(debian, "usr/lib/modules");
  const [version = ""] = await readdir(kernels);
  return {
    kernel: join(debian, "boot", `vmlinuz-${version}`),
    initrd: await makeInitrd(debian, join(kernels, version)),
  };
}

async function makeInitrd(debian: string, folder: string): Promise<Buffer> {
  const text = (file: string): Promise<string> => readFile(join(folder, file), "utf8");
  const wanted = initrdModules.map(({ module }) => module);
  const names = modulesInOrder(wanted, await text("modules.dep"), await text("modules.builtin"));
  const modules = names.map(async (name) => ({ name, content: await readFile(join(folder, name)) }));
  return initrd(await readFile(join(debian, "usr/bin/busybox")), await Promise.all(modules));
}

/**
 * Makes a disk from a machine's root file system, without mounting anything: mke2fs copies the files, and what stands
 * before the partition is written as bytes. GRUB comes from the machine's own Debian, and leaves it afterwards.
 */
export async function makeDisk(root: string, disk: string): Promise<void> {
  const prefix = `--prefix=(hd0,msdos1)${bootFiles.grub}`;
  const options = ["--format=i386-pc", `--directory=${GRUB_PROGRAMS}`, prefix, `--output=${GRUB_CORE}`];
  await capture({ program: "chroot", arguments: [root, "grub-mkimage", ...options, ...grubModules] });
  const core = await readFile(join(root, GRUB_CORE));
  const sectors = bootSectors(await readFile(join(root, GRUB_PROGRAMS, "boot.img")), core);
  await rm(join(root, "usr/lib/grub"), { recursive: true });
  await makeFileSystem(root, disk);
  const file = await open(disk, "r+");
  await file.write(sectors, 0, sectors.length, 0);
  await file.close();
}

/** Nothing is left to be initialised in a machine: the file reads zeros wherever nothing was written. */
async function makeFileSystem(root: string, disk: string): Promise<void> {
  const extended = [`offset=${layout.partition}`, "lazy_itable_init=0", "lazy_journal_init=0"].join(",");
  const place = ["-E", extended, "-d", root, disk, `${(layout.size - layout.partition) / 1024}k`];
  await capture({
    program: "mkfs.ext4",
    arguments: ["-q", "-F", "-L", rootLabel, "-m", "0", "-J", "size=32", ...place],
    environment: { MKE2FS_CONFIG: join(__dirname, "mke2fs.conf") },
  });
}
