import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";

const WORK_FOLDER = ".work-";

/** Writes a file so that a reader, or an interruption, sees the old content or the new, never a part. */
export async function writeAtomically(path: string, content: string | Buffer, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.new`);
  await rm(beside, { force: true });
  await writeFile(beside, content, { mode, flag: "wx" });
  await rename(beside, path);
}

/**
 * Runs `work` with an empty folder inside `target`, so that what it makes there can be renamed into place.
 * The folder is removed whatever happens; those that killed runs left are removed first. Two runs at once
 * are kept apart by the lock that the Makefile takes.
 */
export async function withWorkFolder<T>(target: string, work: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(target, { recursive: true });
  const left = (await readdir(target)).filter((name) => name.startsWith(WORK_FOLDER));
  for (const name of left) await rm(join(target, name), { recursive: true, force: true });
  const folder = await mkdtemp(join(target, WORK_FOLDER));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Renames every entry of one folder into another on the same file system; returns the new paths. */
export async function moveAll(from: string, to: string): Promise<readonly string[]> {
  const names = await readdir(from);
  for (const name of names) await rename(join(from, name), join(to, name));
  return names.map((name) => join(to, name));
}

/** The SHA-256 of a file's content, in hexadecimal digits. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
