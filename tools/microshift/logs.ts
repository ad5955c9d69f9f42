import { createInterface } from "node:readline";
import { spawn } from "node:child_process";
import type { Command } from "../process";
import type { Stack } from "../stack/stack";
import { withNodes } from "./entered";
import type { RunningNode } from "./nodes";

/** What is shown of a journal. */
export interface LogsWanted {
  /** How many of its last lines. */
  readonly lines: number;
  /** `follow`: also what comes, until the reader ends it; `end`: no more than is there. */
  readonly until: "follow" | "end";
}

/**
 * Shows what MicroShift says on every running node of a stack, each line with the name of its node before it. Environment:
 * LINES, the last lines that are there already (50), and FOLLOW, 0 to end with those.
 */
export async function logs(stack: Stack): Promise<number> {
  const wanted = wantedIn(process.env);
  return withNodes(stack, "logs", ({ nodes }) =>
    showJournals(nodes, wanted, (line) => {
      console.log(line);
    }),
  );
}

/** What the environment asks for. */
export function wantedIn({ LINES: lines, FOLLOW: follow }: NodeJS.ProcessEnv): LogsWanted {
  const number = /^\d+$/.test(lines ?? "") ? Number(lines) : 50;
  return { lines: number, until: follow === "0" ? "end" : "follow" };
}

/** Passes on the lines of all nodes' journals as they come; returns the exit code when all have ended. */
export async function showJournals(
  nodes: readonly RunningNode[],
  wanted: LogsWanted,
  print: (line: string) => void,
): Promise<number> {
  const width = Math.max(...nodes.map(({ name }) => name.length));
  const codes = nodes.map(({ name, inside }) =>
    showLines(inside(...journalOf(wanted)), (line) => {
      print(`${name.padEnd(width)} | ${line}`);
    }),
  );
  return Math.max(...(await Promise.all(codes)));
}

/** Etcd runs in a scope of its own beside the service, and says most where a join or a member fails. */
function journalOf({ lines, until }: LogsWanted): readonly string[] {
  const units = ["--unit=microshift.service", "--unit=microshift-etcd.scope"];
  const shown = ["--no-pager", "--quiet", "--output=short-iso", `--lines=${lines}`];
  return ["journalctl", ...units, ...shown, ...(until === "follow" ? ["--follow"] : [])];
}

/** An interrupt from the keyboard reaches the program, too; it is how its reader ends it, and no error. */
async function showLines(command: Command, print: (line: string) => void): Promise<number> {
  const wait = (): void => undefined;
  process.on("SIGINT", wait);
  try {
    return await linesOf(command, print);
  } finally {
    process.off("SIGINT", wait);
  }
}

function linesOf(command: Command, print: (line: string) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command.program, [...command.arguments], { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) createInterface(stream).on("line", print);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve(signal === null ? (code ?? 0) : 0);
    });
  });
}
