import { text } from "node:stream/consumers";
import { ZodError } from "zod";
import { GateFailure, Interrupted, systemClock } from "./context";
import { type Operation, runGate } from "./gates";
import { type GateName, inputs } from "./input";

const usage = `usage: gate <${Object.keys(inputs).join("|")}> <create|update|delete>, its input as JSON on stdin`;

/**
 * The gate program: progress goes to stderr, one line for each change of state, and the result as one line of
 * JSON to stdout, which Pulumi stores. Exit code 0 when the goal is reached, 1 when it is given up, 2 for wrong
 * usage, 130 and 143 when it was interrupted.
 */
async function main([name = "", operation = ""]: readonly string[]): Promise<number> {
  if (!isGate(name) || !isOperation(operation)) return complain(usage, 2);
  const ending = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      ending.abort(new Interrupted(signal));
    });
  const gate = {
    clock: systemClock,
    say: (line: string) => process.stderr.write(`${line}\n`),
    signal: ending.signal,
  };
  try {
    const result = await runGate(gate, { name, operation }, parseDocument(await text(process.stdin)));
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return 0;
  } catch (error) {
    return report(error);
  } finally {
    ending.abort();
  }
}

/** Only what is known to hold no secret is shown: the input is full of keys, and parsers like to quote it. */
function report(error: unknown): number {
  if (error instanceof GateFailure) return complain(error.message, 1);
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
