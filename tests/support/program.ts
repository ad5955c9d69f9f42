import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";

/** The programs of the cluster as they are built for its machines. */
const directory = join(__dirname, "..", "..", ".tools", "machine", "bin");

/** A program of the cluster that runs on this machine, on loopback addresses, for one test. */
export interface RunningProgram {
  /** Asks it to end and waits until it has. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

/** Flags by name; one with several values is said as often. */
export type ProgramFlags = Readonly<Record<string, string | readonly string[]>>;

/** Starts a program with its flags; its output goes to a file in the working directory. */
export function startProgram(program: string, flags: ProgramFlags, workingDirectory: string): RunningProgram {
  const output = openSync(join(workingDirectory, `${program}.log`), "a");
  const words = Object.entries(flags).flatMap(([name, values]) =>
    [values].flat().map((value) => `--${name}=${value}`),
  );
  // It ends with a test that is killed: it would hold its ports, and the next run would wait for an answer of its own.
  const child = spawn("setpriv", ["--pdeathsig", "KILL", "--", join(directory, program), ...words], {
    cwd: workingDirectory,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const ended = endOf(child);
  return {
    stop: async (signal = "SIGTERM") => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("exit", () => {
      resolve();
    });
    child.once("error", reject);
  });
}
