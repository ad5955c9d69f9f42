import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../failure";
import type { Stack } from "./stack";

const MARK = "HARDWAY_OPERATION";

/** The environment variable by which every process of an operation on the stack is known. */
export function markOf(stack: Stack): Readonly<Record<string, string>> {
  return { [MARK]: stack.folder };
}

/** A process that an operation left. */
export interface Leftover {
  readonly pid: number;
  /** The name of its executable file. */
  readonly program: string;
  /** Its command line, shortened. */
  readonly command: string;
}

const SHOWN_CHARACTERS = 100;

/**
 * Programs that are let finish: podman that is cut off while it starts a container leaves the container's address in its
 * book for ever, and the container with mounts that it does not find again.
 */
const LET_FINISH: readonly string[] = ["podman", "netavark", "conmon", "runc", "crun"];

/** What is done to processes that shall end, and how long is waited for it, in milliseconds. */
const endings: readonly {
  readonly signal: NodeJS.Signals;
  readonly to: (leftover: Leftover) => boolean;
  readonly patience: number;
}[] = [
  { signal: "SIGTERM", to: ({ program }) => !LET_FINISH.includes(program), patience: 60_000 },
  { signal: "SIGTERM", to: () => true, patience: 15_000 },
  { signal: "SIGKILL", to: () => true, patience: 15_000 },
];
const LOOK_AGAIN_MILLISECONDS = 50;

/**
 * The processes that an operation of the stack started and that outlived it: the engine's plugins have process
 * groups of their own, and what those started does not notice that nobody waits for it any more.
 */
export function leftoversOf(stack: Stack): readonly Leftover[] {
  const mark = `${MARK}=${stack.folder}`;
  return readdirSync("/proc")
    .filter((entry) => /^[0-9]+$/.test(entry) && procFile(entry, "environ").includes(mark))
    .map((entry) => ({ pid: Number(entry), program: programOf(entry), command: commandLine(entry) }));
}

/** Ends them all and waits until they are gone, so that no two runs are ever at work on one machine. */
export async function endLeftovers(stack: Stack): Promise<readonly Leftover[]> {
  const found = leftoversOf(stack);
  for (const { signal, to, patience } of endings) {
    for (const { pid } of leftoversOf(stack).filter(to)) send(pid, signal);
    const until = Date.now() + patience;
    while (leftoversOf(stack).length > 0 && Date.now() < until) await delay(LOOK_AGAIN_MILLISECONDS);
  }
  const [immortal] = leftoversOf(stack);
  if (immortal === undefined) return found;
  throw new Failure({
    what: "a process of an interrupted run cannot be ended",
    where: `process ${immortal.pid}: ${immortal.command}`,
    why: "it does not end when it is killed, so it waits for the kernel: usually for a disk",
    remedy: "see what it waits for (cat /proc/<pid>/stack), or restart the host, and try again",
  });
}

/** Its parts, as the kernel separates them. A process may end between the list and the look. */
function procFile(pid: string, file: "environ" | "cmdline"): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8").split("\0");
  } catch {
    return [];
  }
}

function programOf(pid: string): string {
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`));
  } catch {
    return "";
  }
}

function commandLine(pid: string): string {
  return procFile(pid, "cmdline").join(" ").trim().slice(0, SHOWN_CHARACTERS);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
