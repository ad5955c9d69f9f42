import { text } from "node:stream/consumers";
import { ZodError } from "zod";
import { type GateContext, GateFailure, Interrupted, systemClock } from "./context";
import type { Operation } from "./gate";
import { runGate } from "./gates";
import { whatWasCollected } from "./given-up";
import { type GateName, inputs } from "./input";
import { patienceVariable } from "../topology/patience";
import { patienceIn } from "./patience";
import { statusOf } from "./status";

const usage = [
  `usage: gate <${Object.keys(inputs).join("|")}> <create|update|delete>`,
  "       gate status",
  "The gate's input comes on stdin, as one JSON document.",
  `${patienceVariable}=<seconds> in the environment: how long no new state may be seen (120).`,
].join("\n");

/**
 * The gate program: progress goes to stderr, one line for each change of state, and the result to stdout: for a
 * gate one line of JSON, which Pulumi stores, for `status` a table. Exit code 0 when the goal is reached or all
 * checks hold, 1 when it is given up or a check fails, 2 for wrong usage, 130 and 143 when it was interrupted.
 */
async function main(args: readonly string[]): Promise<number> {
  const run = commandOf(args);
  if (run === undefined) return complain(usage, 2);
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      ending.abort(new Interrupted(signal));
    });
  try {
    const gate = {
      clock: systemClock,
      say: (line: string) => process.stderr.write(`${line}\n`),
      signal: ending.signal,
      patience: patienceIn(process.env),
    };
    const { output, code } = await run(gate, parseDocument(await text(process.stdin)));
    process.stdout.write(`${output}\n`);
    return code;
  } catch (error) {
    return await report(error);
  } finally {
    ending.abort();
  }
}

interface Outcome {
  readonly output: string;
  readonly code: 0 | 1;
}

type Command = (gate: GateContext, document: unknown) => Promise<Outcome>;

function commandOf([name = "", operation = "", ...more]: readonly string[]): Command | undefined {
  if (more.length > 0) return undefined;
  if (name === "status" && operation === "")
    return async (gate, document) => {
      const { text: output, healthy } = await statusOf(gate, document);
      return { output, code: healthy ? 0 : 1 };
    };
  if (!isGate(name) || !isOperation(operation)) return undefined;
  return async (gate, document) => {
    const result = await runGate(gate, { name, operation }, document);
    return { output: JSON.stringify(result), code: 0 };
  };
}

/** Only what is known to hold no secret is shown: the input is full of keys, and parsers like to quote it. */
async function report(error: unknown): Promise<number> {
  if (error instanceof GateFailure) {
    const command = process.env["WHEN_GIVEN_UP"];
    if (command === undefined) return complain(error.message, 1);
    return complain(`${error.message}\n${await whatWasCollected(command, error.message)}`, 1);
  }
  if (error instanceof Interrupted) return complain(error.message, error.by === "SIGINT" ? 130 : 143);
  if (error instanceof ZodError) {
    const issues = error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
    return complain(["the gate's input is not what it takes", ...issues].join("\n"), 2);
  }
  return complain(error instanceof Error ? (error.stack ?? error.message) : String(error), 1);
}

function parseDocument(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    throw new GateFailure({
      what: "the gate's input is no JSON document",
      where: "stdin",
      why: `${document.length} characters came, which JSON.parse refuses`,
      remedy: usage,
    });
  }
}

function complain(message: string, code: number): number {
  process.stderr.write(`${message}\n`);
  return code;
}

function isGate(name: string): name is GateName {
  return name in inputs;
}

function isOperation(operation: string): operation is Operation {
  return ["create", "update", "delete"].includes(operation);
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
