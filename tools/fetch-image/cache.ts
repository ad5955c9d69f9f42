import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Lock, whileLocked } from "../lock";
import { toolsFolder } from "../paths";

/** Where fetched images lie, and what interrupted runs have left of them (components/libvirt/image.ts). */
export const imageCache = join(toolsFolder, "images");

/** Held by whoever fetches into a folder of images, or removes them. */
export function lockOf(folder: string): Lock {
  return {
    file: join(folder, "lock"),
    taken: { waits: "waiting until another stack has fetched its image" },
  };
}

/** Removes fetched images, all of them: each pool has a copy of its own. Returns what it did. */
export async function removeFetchedImages(folder: string): Promise<readonly string[]> {
  if (!existsSync(folder)) return [];
  const lock = lockOf(folder);
  return whileLocked(lock, async () => {
    const paths = (await readdir(folder)).map((name) => join(folder, name));
    const removed = paths.filter((path) => path !== lock.file);
    for (const path of removed) await rm(path);
    return removed.map((path) => `removed ${path}`);
  });
}
