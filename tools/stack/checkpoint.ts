import { existsSync, readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Failure } from "../failure";
import { writeAtomically } from "../files";
import type { StoredResource } from "./pending";
import type { Stack } from "./stack";

/** The state of a stack as the file backend keeps it, as far as it is looked at here. */
export interface Checkpoint {
  readonly checkpoint?: {
    readonly latest?: {
      readonly resources?: readonly StoredResource[];
      readonly pending_operations?: readonly unknown[];
    };
  };
}

/**
 * Removes what the engine had half written beside the files that it keeps: their attributes, which it writes in place
 * and cannot read when they are cut off ("EOF") but can do without, and new versions that it had not yet renamed.
 */
export async function removeHalfWritten(file: string): Promise<readonly string[]> {
  const folder = dirname(file);
  if (!existsSync(folder)) return [];
  const half = readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(file)}.`))
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith(".tmp") || (path.endsWith(".attrs") && parse(path) === undefined));
  for (const path of half) await rm(path, { force: true });
  return half.map((path) => `removed what the engine had half written: ${basename(path)}`);
}

/**
 * Reads a stack's checkpoint. One that was cut in two by a crash of the host is replaced by the engine's own backup,
 * which is one step older; what that step did is then pending or done again. Returns the lines that say so.
 */
export async function soundCheckpoint(
  stack: Stack,
  file: string,
): Promise<{ readonly checkpoint: Checkpoint; readonly said: readonly string[] }> {
  const current = parse(file);
  if (current !== undefined) return { checkpoint: current, said: [] };
  const backup = `${file}.bak`;
  const older = parse(backup);
  if (older === undefined) throw unusable(stack, file);
  await writeAtomically(file, readFileSync(backup), 0o600);
  return { checkpoint: older, said: ["took the backup of the state: the state itself was half written"] };
}

function parse(file: string): Checkpoint | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Checkpoint;
  } catch {
    return undefined;
  }
}

function unusable(stack: Stack, file: string): Failure {
  return new Failure({
    what: `the state of the stack ${stack.name} cannot be read`,
    where: file,
    why: "neither it nor its backup (.bak) is whole",
    remedy: "put a copy of your own in its place, if you have one",
  });
}
