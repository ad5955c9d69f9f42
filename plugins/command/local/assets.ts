import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Properties } from "../../shared/values";
import { KINDS, SIGNATURE } from "../../shared/values";
import { globPattern } from "./glob";

/** A file as the state keeps it: path (relative to the project, if `dir` is) and SHA-256. */
export interface FileAsset extends Properties {
  readonly path: string;
  readonly hash: string;
}

/**
 * The files below a folder that the patterns choose, by their path in it. Patterns count in their
 * order: one that begins with "!" takes out what those before it chose.
 */
export async function findAssets(
  folder: string,
  patterns: readonly string[],
): Promise<Readonly<Record<string, FileAsset>>> {
  const rules = patterns.map((pattern) => ({
    takesOut: pattern.startsWith("!"),
    matches: globPattern(pattern.replace(/^!/, "")),
  }));
  const chosen = (path: string): boolean =>
    rules.reduce((taken, { takesOut, matches }) => (matches.test(path) ? !takesOut : taken), false);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter(chosen)
    .sort();
  const assets = paths.map(async (path) => [path, await asset(join(folder, path))] as const);
  return Object.fromEntries(await Promise.all(assets));
}

async function asset(path: string): Promise<FileAsset> {
  const hash = createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
  return { [SIGNATURE]: KINDS.asset, path, hash };
}
