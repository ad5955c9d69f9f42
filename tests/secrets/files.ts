import { existsSync } from "node:fs";
import { capture } from "../../tools/process";

/** Which files of a folder are meant. */
export interface Selection {
  /** Paths below the folder that are left out, with the reason. */
  readonly without: readonly { readonly path: string; readonly why: string }[];
  /** `others may read`: files that somebody else than their owner can open, as far as the folders above let them in. */
  readonly which: "all" | "others may read";
  /** Only what was written since then. */
  readonly since?: Date;
}

/** The regular files of a folder, at any depth; none where the folder is not there. */
export async function filesOf(
  folder: string,
  { without, which, since }: Selection,
): Promise<readonly string[]> {
  if (!existsSync(folder)) return [];
  const leftOut = without.flatMap(({ path }) => ["-path", `${folder}/${path}`, "-prune", "-o"]);
  const closed = which === "all" ? [] : ["-type", "d", "!", "-perm", "-001", "-prune", "-o"];
  const readable = which === "all" ? [] : ["-perm", "-004"];
  const young = since === undefined ? [] : ["-newermt", since.toISOString()];
  const test = [...leftOut, ...closed, "-type", "f", ...readable, ...young, "-print0"];
  // What comes and goes while it walks is no fault: the shell of find itself says so by its exit code.
  const found = await capture({
    program: "find",
    arguments: [`${folder}/`, "-ignore_readdir_race", ...test],
  });
  return found.split("\0").filter((file) => file !== "");
}
