import type { Client } from "ssh2";
import type { Context } from "../../shared/provider";
import { failed } from "../local/texts";
import { CommandOutput } from "../output";
import type { RemoteExit } from "./texts";
import { remoteExitText } from "./texts";

export interface SessionTask {
  readonly command: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly stdin: string | undefined;
  readonly logging: string | undefined;
}

/** Runs one command on a connection to its end; throws with all that it wrote if it fails. */
export async function runSession(
  client: Client,
  task: SessionTask,
  context: Context,
): Promise<CommandOutput> {
  const output = new CommandOutput(context.log, task.logging);
  const exit = await run(client, task, output);
  output.end();
  const why = context.signal.aborted ? "context canceled" : remoteExitText(exit);
  if (why !== undefined) throw failed(why, task.command, output.text);
  return output;
}

function run(client: Client, task: SessionTask, output: CommandOutput): Promise<RemoteExit | undefined> {
  return new Promise((resolve, reject) => {
    client.exec(task.command, { env: { ...task.environment } }, (error, channel) => {
      if (error) {
        reject(error);
        return;
      }
      let exit: RemoteExit | undefined;
      channel.on("exit", (code: number | null, signal?: string) => {
        exit = { code, signal: signal?.replace(/^SIG/, "") };
      });
      channel.on("data", (bytes: Buffer) => {
        output.add("stdout", bytes);
      });
      channel.stderr.on("data", (bytes: Buffer) => {
        output.add("stderr", bytes);
      });
      channel.on("close", () => {
        resolve(exit);
      });
      channel.end(task.stdin);
    });
  });
}
