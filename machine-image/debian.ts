import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { withWorkFolder } from "../tools/files";
import { toolsFolder } from "../tools/paths";
import { capture } from "../tools/process";
import { hostMirror } from "./mirror";
import { suite } from "./recipe";
import type { Variant } from "./variant";

const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

/** Where everything about the machine image is made. */
export const workshop = join(toolsFolder, "machine");

function packageNames({ packages }: Variant): string {
  return packages.map(({ name }) => name).join(",");
}

/** Debian's own part depends on the release and the packages only: other changes do not install it anew. */
function folderName(variant: Variant): string {
  const digest = createHash("sha256")
    .update(`${suite} ${packageNames(variant)}`)
    .digest("hex");
  return `${variant.prefix}${digest.slice(0, 12)}`;
}

/** The folder with the untouched Debian that an image is made from; `onInstall` is told if it takes long. */
export async function debianFolder(variant: Variant, onInstall: () => void): Promise<string> {
  const folder = join(workshop, folderName(variant));
  if (existsSync(folder)) return folder;
  onInstall();
  await removeOthers(variant);
  await withWorkFolder(workshop, async (work) => {
    const target = join(work, "root");
    await mkdir(target);
    await debootstrap(variant, target);
    await rename(target, folder);
  });
  return folder;
}

/**
 * debootstrap checks the archive's signature against Debian's keyring. It mounts /proc and /sys in the new
 * root: in a mount namespace of its own these end with it, even when it is killed.
 */
async function debootstrap(variant: Variant, target: string): Promise<void> {
  const options = ["--variant=minbase", `--keyring=${KEYRING}`, `--include=${packageNames(variant)}`];
  const inPrivate = ["--mount", "--propagation", "private"];
  await capture({
    program: "unshare",
    arguments: [...inPrivate, "debootstrap", ...options, suite, target, await hostMirror(suite)],
  });
}

async function removeOthers({ prefix }: Variant): Promise<void> {
  await mkdir(workshop, { recursive: true });
  const others = (await readdir(workshop)).filter((name) => name.startsWith(prefix));
  for (const name of others) await rm(join(workshop, name), { recursive: true, force: true });
}
