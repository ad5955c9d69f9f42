import { existsSync } from "node:fs";
import {
  chmod,
  copyFile,
  link,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { machinePrograms } from "../tools/paths";
import { capture } from "../tools/process";
import { architecture } from "../tools/versions";
import { addedFolders, keptCniPlugins, programFolder } from "./recipe";
import { stubImage, stubImagePath } from "./stub-image";
import type { Variant } from "./variant";

/**
 * Makes a machine's root file system in `root` from an untouched Debian. The copy shares its files with the
 * original by hard links, which is a matter of a second; so a file is always replaced, never written into.
 */
export async function makeRootFileSystem(debian: string, root: string, variant: Variant): Promise<void> {
  await capture({ program: "cp", arguments: ["-al", debian, root] });
  await trim(root, variant);
  await enableNothing(root);
  for (const { path, mode } of addedFolders) await addFolder(join(root, path), mode);
  for (const { path, to } of variant.addedLinks) await addLink(join(root, path), to);
  for (const unit of variant.maskedUnits.flatMap(({ units }) => units)) {
    await addLink(join(root, "etc/systemd/system", unit), "/dev/null");
  }
  for (const folder of variant.ownFiles) await addOwnFiles(root, folder);
  await addPrograms(root);
  // Empty, not absent: systemd then makes one in memory at each boot.
  await replace(join(root, "etc/machine-id"), (path) => writeFile(path, "", { mode: 0o444 }));
}

async function trim(root: string, { emptiedFolders, removedFiles }: Variant): Promise<void> {
  for (const folder of emptiedFolders.map((path) => join(root, path)).filter(existsSync)) {
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
  }
  for (const file of removedFiles) await rm(join(root, file), { force: true });
  const cni = join(root, "usr/lib/cni");
  const kept: readonly string[] = keptCniPlugins;
  for (const plugin of (await readdir(cni)).filter((name) => !kept.includes(name)))
    await rm(join(cni, plugin));
}

/** Debian enables what it installs; in a machine nothing runs but what its Ignition config enables. */
async function enableNothing(root: string): Promise<void> {
  const units = join(root, "etc/systemd/system");
  const wants = (await readdir(units)).filter((name) => name.endsWith(".wants"));
  for (const name of wants) await rm(join(units, name), { recursive: true });
}

/** Permissions come from the executable bit alone, so that the umask of a checkout plays no part. */
async function addOwnFiles(root: string, ownFiles: string): Promise<void> {
  for (const file of await readdir(ownFiles, { recursive: true })) {
    const status = await stat(join(ownFiles, file));
    if (status.isDirectory()) continue;
    await replace(join(root, file), async (path) => {
      await copyFile(join(ownFiles, file), path);
      await chmod(path, (status.mode & 0o100) === 0 ? 0o644 : 0o755);
    });
  }
}

async function addPrograms(root: string): Promise<void> {
  for (const program of (await readdir(machinePrograms)).filter((name) => !name.startsWith("."))) {
    await replace(join(root, programFolder, program), (path) => link(join(machinePrograms, program), path));
  }
  const archive = stubImage(await readFile(join(machinePrograms, "pause")), architecture);
  await replace(join(root, stubImagePath), (path) => writeFile(path, archive, { mode: 0o644 }));
}

async function addFolder(path: string, mode: number): Promise<void> {
  await mkdir(path, { recursive: true });
  await chmod(path, mode);
}

async function addLink(path: string, to: string): Promise<void> {
  await replace(path, (free) => symlink(to, free));
}

async function replace(path: string, write: (path: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await rm(path, { force: true });
  await write(path);
}
