import { accessSync, constants, realpathSync } from "node:fs";
import { mkdir, rename, rm, symlink } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { hostPrograms } from "../paths";
import { attempt } from "../process";
import type { PathSource, Tool } from "../tool";
import { folderOf, type Result } from "./result";

const VERSION_LIMIT_SECONDS = 20;

/** Whether a program's version text names exactly this version ("v1.34.3", not "1.34.3-rc.1"). */
export function namesVersion(text: string, version: string): boolean {
  const escaped = version.replaceAll(".", "\\.");
  return new RegExp(`(?<![\\w.]|\\d-)v?${escaped}(?![\\w.+-]*\\w)`).test(text);
}

/** Where a program stands on PATH, this project's own folder left out. */
export function findOnPath(program: string): string | undefined {
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "" && folder !== hostPrograms)
    .map((folder) => join(folder, program))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Links the user's own program if it is the wanted version. */
export async function fromPath(tool: Tool, source: PathSource): Promise<Result> {
  const found = findOnPath(source.program);
  if (found === undefined) return { kind: "unavailable", why: `no ${source.program} on PATH` };
  const ended = await attempt({
    program: found,
    arguments: source.versionArguments,
    limitSeconds: VERSION_LIMIT_SECONDS,
  });
  if (ended.exitCode !== 0 || !namesVersion(ended.output + ended.errors, tool.version)) {
    return { kind: "unavailable", why: `${found} is not version ${tool.version}` };
  }
  const path = join(folderOf(tool), source.program);
  await link(realpathSync(found), path);
  return { kind: "installed", origin: `${found} on PATH`, paths: [path] };
}

/** Makes `path` a symbolic link to `target`, whatever stood there, without a moment in between. */
export async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.new`;
  await rm(beside, { force: true });
  await symlink(target, beside);
  await rename(beside, path);
}
