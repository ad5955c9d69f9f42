import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { withWorkFolder } from "../tools/files";
import { toolsFolder } from "../tools/paths";
import { capture } from "../tools/process";
import { hostMirror } from "./mirror";
import { machinePackages, suite } from "./recipe";

const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";
const PREFIX = "debian-";

/** Where everything about the machine image is made. */
export const workshop = join(toolsFolder, "machine");

const packageNames = machinePackages.map(({ name }) => name).join(",");

/** Debian's own part depends on the release and the packages only: other changes do not install it anew. */
function folderName(): string {
  return `${PREFIX}${createHash("sha256").update(`${suite} ${packageNames}`).digest("hex").slice(0, 12)}`;
}

/** The folder with the untouched Debian that the image is made from; `onInstall` is told if it takes long. */
export async function debianFolder(onInstall: () => void): Promise<string> {
  const folder = join(workshop, folderName());
  if (existsSync(folder)) return folder;
  onInstall();
  await removeOthers();
  await withWorkFolder(workshop, async (work) => {
    const target = join(work, "root");
    await mkdir(target);
    await debootstrap(target);
    await rename(target, folder);
  });
  return folder;
}

/**
 * debootstrap checks the archive's signature against Debian's keyring. It mounts /proc and /sys in the new
 * root: in a mount namespace of its own these end with it, even when it is killed.
 */
async function debootstrap(target: string): Promise<void> {
  const options = ["--variant=minbase", `--keyring=${KEYRING}`, `--include=${packageNames}`];
  const inPrivate = ["--mount", "--propagation", "private"];
  await capture({
    program: "unshare",
    arguments: [...inPrivate, "debootstrap", ...options, suite, target, await hostMirror(suite)],
  });
}

async function removeOthers(): Promise<void> {
  await mkdir(workshop, { recursive: true });
  const others = (await readdir(workshop)).filter((name) => name.startsWith(PREFIX));
  for (const name of others) await rm(join(workshop, name), { recursive: true, force: true });
}
