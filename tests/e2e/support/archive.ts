import { execFileSync } from "node:child_process";

/** The path of the archive that a gate has named when it gave up; undefined where the text names none. */
export function archiveIn(text: string): string | undefined {
  return /archive: (\/\S+\.tar\.gz)/.exec(text)?.[1];
}

/** The files of an archive by their paths. */
export function filesOf(archive: string): ReadonlyMap<string, string> {
  const tar = (...parts: readonly string[]): string =>
    execFileSync("tar", ["--gzip", "--file", archive, ...parts], { encoding: "utf8", maxBuffer: 2 ** 30 });
  const names = tar("--list").trim().split("\n");
  return new Map(names.map((name) => [name, tar("--extract", "--to-stdout", name)]));
}
