import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** How long that command may take, in milliseconds. */
const limit = 90_000;

/**
 * Runs the platform's command for a gate that gives up, which gets the gate's error on stdin and answers with the path
 * of what it has collected, and with lines of what the machines themselves say that is worth knowing at once. A gate itself
 * knows the cluster's network alone. Returns the last lines of the error.
 */
export async function whatWasCollected(command: string, error: string): Promise<string> {
  process.stderr.write("collecting what the machines say\n");
  const program = spawn("sh", ["-c", command], { stdio: ["pipe", "pipe", "inherit"], timeout: limit });
  // A program that ends without reading is judged by what it answers.
  program.stdin.on("error", () => undefined);
  program.stdin.end(error);
  const [answer, [code, signal]] = await Promise.all([
    text(program.stdout),
    once(program, "close") as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  const [path = "", ...said] = answer.trim().split("\n");
  const archive = path === "" ? `none, the collector ended with ${code ?? signal ?? "?"}` : path;
  return [...said.map((line) => `  said:   ${line}`), `  archive: ${archive}`].join("\n");
}
