import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { open } from "node:fs/promises";
import { Failure } from "./failure";

/** A program to run. Secrets go in by `input` (standard input), never by an argument. */
export interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
  /** Added to this process' own environment. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
  readonly input?: string | Buffer;
  /** The program is ended after this time; without it there is no limit. */
  readonly limitSeconds?: number;
}

/** How a program ended; the exit code of one that a signal ended is 128. */
export interface Ended {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

const KEPT_CHARACTERS = 64 * 1024 * 1024;

function start(command: Command, stdio: StdioOptions): ChildProcess {
  return spawn(command.program, [...command.arguments], {
    stdio,
    cwd: command.folder,
    env: { ...process.env, ...command.environment },
    ...(command.limitSeconds === undefined ? {} : { timeout: command.limitSeconds * 1000 }),
  });
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= KEPT_CHARACTERS) chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString("utf8");
}

function ending(child: ChildProcess, command: Command): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on("error", (error) => {
      reject(notStarted(command, error.message));
    });
    child.on("close", (code) => {
      resolve(code ?? 128);
    });
  });
}

function notStarted(command: Command, why: string): Failure {
  return new Failure({
    what: `${command.program} could not be started`,
    where: describe(command),
    why,
    remedy: "run `make tools`, which installs what is missing, and try again",
  });
}

/** The command as a user would type it; arguments never hold secrets. */
export function describe(command: Command): string {
  return [command.program, ...command.arguments].join(" ");
}

/** Runs the program to its end, whatever its exit code, and keeps what it printed. */
export async function attempt(command: Command): Promise<Ended> {
  const child = start(command, ["pipe", "pipe", "pipe"]);
  const output = collect(child.stdout);
  const errors = collect(child.stderr);
  // A program that ends without reading its input is judged by its exit code.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(command.input ?? "");
  const exitCode = await ending(child, command);
  return { exitCode, output: output(), errors: errors() };
}

/** The files of a program that makes one out of another. */
export interface Between {
  readonly from: string;
  readonly to: string;
}

/** Runs the program with its standard input from a file and its standard output into one, which is made anew. */
export async function between({ from, to }: Between, command: Omit<Command, "input">): Promise<Ended> {
  const [source, target] = [await open(from), await open(to, "w")];
  try {
    const child = start(command, [source.fd, target.fd, "pipe"]);
    const errors = collect(child.stderr);
    const exitCode = await ending(child, command);
    return { exitCode, output: "", errors: errors() };
  } finally {
    await source.close();
    await target.close();
  }
}

/** Runs the program and returns its standard output; any other end than success is a Failure. */
export async function capture(command: Command): Promise<string> {
  const ended = await attempt(command);
  if (ended.exitCode !== 0) throw failed(command, ended);
  return ended.output;
}

/** The Failure of a program that ended badly, with the end of what it said. */
export function failed(command: Command, ended: Ended): Failure {
  const lastLines = (ended.errors || ended.output).trimEnd().split("\n").slice(-15).join("\n          ");
  return new Failure({
    what: `${command.program} failed with exit code ${ended.exitCode}`,
    where: describe(command),
    why: lastLines || "it printed nothing",
    remedy: "mend the reason above and run the same command again: finished steps are kept",
  });
}

/**
 * Runs the program on this terminal and returns its exit code. An interrupt from the keyboard reaches the
 * program too; this process waits until the program has tidied up.
 */
export async function show(command: Command): Promise<number> {
  const wait = (): void => undefined;
  process.on("SIGINT", wait);
  try {
    const child = start(command, [command.input === undefined ? "inherit" : "pipe", "inherit", "inherit"]);
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(command.input ?? "");
    return await ending(child, command);
  } finally {
    process.off("SIGINT", wait);
  }
}

/**
 * Runs the program on this terminal and returns its exit code with the lines, of what it writes to the file that its
 * last argument names, which hold a mark. The file is a pipe: what is not kept is nowhere.
 */
export async function showAndKeep(
  command: Command,
  mark: string,
): Promise<{ readonly exitCode: number; readonly kept: string }> {
  // The program's own output goes to this process' (3), and the pipe (9) to the filter.
  const script = `set -o pipefail; mark=$1; shift; "$@" /dev/fd/9 9>&1 1>&3 3>&- | sed --quiet "\\|$mark|p"`;
  const words = ["-c", script, "keep", mark, command.program, ...command.arguments];
  const child = start({ ...command, program: "bash", arguments: words }, ["inherit", "pipe", "inherit", 1]);
  const kept = collect(child.stdout);
  const exitCode = await ending(child, command);
  return { exitCode, kept: kept() };
}

/** Runs `from | to` and returns what `to` printed; both must succeed. */
export async function pipe(from: Command, to: Command): Promise<string> {
  const source = start(from, ["ignore", "pipe", "pipe"]);
  const sink = start(to, ["pipe", "pipe", "pipe"]);
  const sourceErrors = collect(source.stderr);
  const output = collect(sink.stdout);
  const errors = collect(sink.stderr);
  // A sink that ends early is judged by its exit code, and its source must not wait for it for ever.
  sink.stdin?.on("error", () => undefined);
  sink.on("close", () => source.stdout?.destroy());
  if (sink.stdin) source.stdout?.pipe(sink.stdin);
  const [sourceCode, sinkCode] = await Promise.all([ending(source, from), ending(sink, to)]);
  if (sinkCode !== 0) throw failed(to, { exitCode: sinkCode, output: output(), errors: errors() });
  if (sourceCode !== 0) throw failed(from, { exitCode: sourceCode, output: "", errors: sourceErrors() });
  return output();
}
