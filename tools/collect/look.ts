import { attempt, type Ended } from "../process";

/** One file of the archive. */
export interface Piece {
  readonly path: string;
  readonly text: string;
}

/** How long one program may take, in seconds: long on a busy host, short where something hangs. */
const usualLimitSeconds = 15;

/** How much of the end of what a program says is kept, in characters. */
const limitCharacters = 4 * 1024 * 1024;

/**
 * Runs a program and keeps what it says, on both streams, and how it ended. What hangs is killed, with everything that
 * it started.
 */
export async function look(
  path: string,
  command: readonly string[],
  limitSeconds = usualLimitSeconds,
): Promise<Piece> {
  const { exitCode, output, errors } = await bounded(command, limitSeconds);
  const said = output.slice(-limitCharacters) + errors.slice(-limitCharacters);
  return { path, text: said + ending(exitCode, limitSeconds) };
}

/** Runs a program, with an input or none, that is killed with everything that it started when its time is over. */
export function bounded(command: readonly string[], limitSeconds: number, input?: string): Promise<Ended> {
  return attempt({
    program: "timeout",
    arguments: ["--signal=KILL", String(limitSeconds), ...command],
    ...(input !== undefined && { input }),
  });
}

/** What the program did not say itself; `timeout` goes with all that it has to kill, which `attempt` calls 128. */
export function ending(exitCode: number, limitSeconds: number): string {
  if (exitCode === 0) return "";
  return exitCode === 128 || exitCode === 137
    ? `(no end within ${limitSeconds} s)\n`
    : `(exit code ${exitCode})\n`;
}
