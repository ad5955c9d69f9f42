import { readFileSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../failure";
import { writeAtomically } from "../files";
import { whileLocked } from "../lock";
import type { Stack } from "./stack";

/** An operation that changes what a stack has, as long as it has not come to its end. */
export interface Run {
  readonly operation: "up" | "destroy";
  /** The process of the make target. */
  readonly pid: number;
  /** When it began, as ISO 8601. */
  readonly since: string;
}

function recordOf(stack: Stack): string {
  return join(stack.folder, "run.json");
}

/** The stack's last run if it did not end well: one that is under way, failed or was interrupted. */
export function unfinishedRun(stack: Stack): Run | undefined {
  try {
    return JSON.parse(readFileSync(recordOf(stack), "utf8")) as Run;
  } catch (error) {
    // Written atomically: a file that cannot be read as JSON was never one of ours.
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Remembers, until `endRun`, that an operation is under way. */
export async function beginRun(stack: Stack, operation: Run["operation"]): Promise<void> {
  const run: Run = { operation, pid: process.pid, since: new Date().toISOString() };
  await writeAtomically(recordOf(stack), `${JSON.stringify(run)}\n`, 0o600);
}

/** Forgets the run, because it came to a good end. */
export async function endRun(stack: Stack): Promise<void> {
  await rm(recordOf(stack), { force: true });
}

/** Runs `work` while no other make target changes the stack; two at once are refused rather than queued. */
export async function asOnlyRun<T>(stack: Stack, work: () => Promise<T>): Promise<T> {
  await mkdir(stack.folder, { recursive: true, mode: 0o700 });
  return whileLocked(
    { file: join(stack.folder, "lock"), taken: { refuses: () => alreadyRunning(stack) } },
    work,
  );
}

function alreadyRunning(stack: Stack): Failure {
  const run = unfinishedRun(stack);
  return new Failure({
    what: `the stack ${stack.name} is being changed by another make`,
    where: run === undefined ? stack.folder : `make ${run.operation}, process ${run.pid}`,
    why: run === undefined ? "it has just begun" : `it began at ${run.since} and has not ended`,
    remedy: "wait until it has ended, or interrupt it with Ctrl-C where it runs, and try again",
  });
}
