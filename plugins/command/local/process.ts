import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import type { Context } from "../../shared/provider";
import { CommandOutput } from "../output";
import { exitText, failed, startText } from "./texts";

export interface ProcessTask {
  /** Program and arguments, the command last. */
  readonly words: readonly string[];
  readonly dir: string | undefined;
  /** Added to the plugin's own environment, which is the whole of the CLI's and Pulumi's additions. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stdin: string | undefined;
  readonly logging: string | undefined;
}

/** Runs a program to its end; throws with all that it wrote if it fails. */
export async function runProcess(task: ProcessTask, context: Context): Promise<CommandOutput> {
  const command = task.words.at(-1) ?? "";
  if (context.signal.aborted) throw failed("context canceled", command, "");
  // Checked before: node calls a missing folder and a missing program the same.
  if (task.dir !== undefined && !existsSync(task.dir)) {
    throw failed(`chdir ${task.dir}: no such file or directory`, command, "");
  }
  const output = new CommandOutput(context.log, task.logging);
  const ended = await run(task, output, context.signal);
  output.end();
  if (ended !== undefined) throw failed(ended, command, output.text);
  return output;
}

/** How the program failed, or undefined. Ends when it, and all that holds its output open, has ended. */
function run(task: ProcessTask, output: CommandOutput, signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    const [program = "", ...rest] = task.words;
    let child: ChildProcess;
    try {
      child = spawn(program, rest, {
        cwd: task.dir,
        env: { ...process.env, ...task.environment },
        // "ignore" is /dev/null. An empty stdin counts as none.
        stdio: [task.stdin ? "pipe" : "ignore", "pipe", "pipe"],
      });
    } catch (error) {
      resolve(startText(program, error));
      return;
    }
    // An interrupt kills the program itself and nothing that it started, as the official plugin does.
    const kill = (): void => {
      child.kill("SIGKILL");
    };
    signal.addEventListener("abort", kill);
    child.stdout?.on("data", (bytes: Buffer) => {
      output.add("stdout", bytes);
    });
    child.stderr?.on("data", (bytes: Buffer) => {
      output.add("stderr", bytes);
    });
    // A program need not read its input: a broken pipe is no failure.
    child.stdin?.on("error", () => undefined).end(task.stdin);
    child.on("error", (error) => {
      resolve(startText(program, error));
    });
    child.on("close", (code, killedBy) => {
      signal.removeEventListener("abort", kill);
      resolve(exitText(code, killedBy));
    });
  });
}
