import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { leftoversOf } from "../../../tools/stack/leftovers";
import { stackOf } from "../../../tools/stack/stack";
import { makeCommand, type TestStack } from "../../e2e/support/stack";
import type { Moment } from "./moments";

/** How an operation is cut off. */
export const cuts = {
  /** As by `kill -9` of the whole process group: the engine's plugins, which have groups of their own, go on. */
  "killed by group": (_, pid) => {
    process.kill(-pid, "SIGKILL");
  },
  /** As by a crash of everything that has to do with it. */
  "killed with all that it started": (stack, pid) => {
    process.kill(-pid, "SIGKILL");
    for (const { pid: left } of leftoversOf(stackOf(stack.name))) spawnSync("kill", ["-KILL", String(left)]);
  },
  /** As by Ctrl-C. */
  interrupted: (_, pid) => {
    process.kill(-pid, "SIGINT");
  },
} as const satisfies Readonly<Record<string, (stack: TestStack, pid: number) => void>>;

/** The name of a way to cut an operation off. */
export type Cut = keyof typeof cuts;

/** The engine's first line: before it nothing is done that could be cut off. */
const BEGUN = /^(Updating|Destroying) \(/m;

const LOOK_EVERY_MILLISECONDS = 20;

/** Runs a `make` target on a stack and cuts it off at a moment; returns all that it printed until its end. */
export async function cutOff(
  target: "up" | "destroy",
  stack: TestStack,
  { moment, cut }: { readonly moment: Moment; readonly cut: Cut },
): Promise<{ readonly printed: string; readonly seconds: number }> {
  const started = Date.now();
  const { program, arguments: words, environment, folder } = makeCommand(target, stack);
  const child = spawn(program, [...words], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    // A session, and so a process group, of its own: as of a shell that has started it.
    detached: true,
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      printed += chunk.toString("utf8");
    });
  const ended = once(child, "exit");
  const over = new AbortController();
  void ended.then(() => {
    over.abort();
  });
  const { when } = moment;
  const isNow = (): boolean =>
    BEGUN.test(printed) && (when instanceof RegExp ? when.test(printed) : when(stack));
  while (!isNow()) {
    if (over.signal.aborted)
      throw new Error(`make ${target} ended before the moment when ${moment.name}\n${printed}`);
    await delay(LOOK_EVERY_MILLISECONDS);
  }
  if (child.pid === undefined) throw new Error("make has no process");
  cuts[cut](stack, child.pid);
  await ended;
  return { printed, seconds: (Date.now() - started) / 1000 };
}
