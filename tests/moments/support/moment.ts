import { existsSync } from "node:fs";
import { timeLimit } from "../../../checks/clients/time-limit";
import type { Made } from "../../e2e/support/stack";
import type { Scene } from "./scene";

/** What an injection has done, and how it is taken back. */
export interface Injected {
  /** Runs the command that meets the moment; `make up` where it is left out. */
  readonly meet?: () => Promise<Made>;
  /** What is done while the command runs; the signal is aborted when the command has ended. */
  readonly beside?: (ended: AbortSignal) => Promise<unknown>;
  readonly remove: () => Promise<unknown>;
}

/** A bad moment: `up` meets it and ends with a message in time, and the next `up` mends it. */
export interface Moment {
  /** What is wrong, as the title of a test. */
  readonly moment: string;
  /** How the test makes it, for docs/bad-moments.md. */
  readonly injection: string;
  readonly inject: (scene: Scene) => Promise<Injected>;
  /** What the message must hold besides the parts that every message has. */
  readonly message: readonly RegExp[];
  /** The time within which `up` must have ended, in seconds; generous, since the tests' machine is a shared one. */
  readonly boundSeconds: number;
  /** Why the bound is what it is. */
  readonly why: string;
}

/** The parts of every message, each of which says something. */
const parts = ["where", "since", "seen", "why", "remedy"].map((part) => new RegExp(`^ *${part}: +\\S`, "m"));

/** Lets `up` meet a moment; returns what it printed. The injection is taken back whatever happens. */
export async function meet(scene: Scene, { inject, boundSeconds }: Moment): Promise<Made> {
  const injected = await inject(scene);
  const over = new AbortController();
  const bound = AbortSignal.any([over.signal, timeLimit(boundSeconds * 1000)]);
  try {
    const command = (injected.meet ?? (() => scene.make("up")))().finally(() => {
      over.abort(new Error("the command ended before it met the moment"));
    });
    const [ended, beside] = await Promise.allSettled([command, injected.beside?.(bound)]);
    if (ended.status === "rejected") throw ended.reason;
    if (beside.status === "rejected") throw new Error(ended.value.text, { cause: beside.reason });
    return ended.value;
  } finally {
    await injected.remove();
  }
}

/** What a moment's message lacks, in words; empty where it is as it must be. */
export function lacksOf({ message, boundSeconds }: Moment, made: Made): readonly string[] {
  return [
    ...(made.exitCode === 0 ? ["the command ended well"] : []),
    ...(made.seconds > boundSeconds ? [`it took ${made.seconds} s, more than ${boundSeconds} s`] : []),
    ...[...parts, ...message]
      .filter((part) => !part.test(made.text))
      .map((part) => `the message does not have ${String(part)}`),
    ...[...made.text.matchAll(/^ *archive: (\S+)/gm)]
      .map(([, path = ""]) => path)
      .filter((path) => !existsSync(path))
      .map((path) => `there is no archive ${path}`),
  ];
}

/** The message itself: from its first line to its remedy, for whoever reads the test's output. */
export function messageIn(text: string): string {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => /^ *where: {2}/.test(line));
  const last = lines.findLastIndex((line) => /^ *remedy: /.test(line));
  return lines.slice(Math.max(0, first - 1), last + 1).join("\n");
}
