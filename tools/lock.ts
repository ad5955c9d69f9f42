import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "./failure";
import { toolsFolder } from "./paths";

const lockFile = join(toolsFolder, "lock");
const SAY_AFTER_MILLISECONDS = 1000;

/**
 * Runs `work` while no other process of this repository does. The lock is the kernel's (flock): it belongs
 * to a child that ends with this process, however this process ends, so it is never left behind.
 */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  await mkdir(toolsFolder, { recursive: true });
  const holder = spawn("flock", [lockFile, "sh", "-c", "echo locked; cat"], {
    stdio: ["pipe", "pipe", "pipe"],
    // An interrupt from the keyboard must not free the lock while this process is still tidying up.
    detached: true,
  });
  const waiting = setTimeout(() => {
    console.log("waiting until another make of this folder has finished its setup");
  }, SAY_AFTER_MILLISECONDS);
  try {
    await held(holder);
    clearTimeout(waiting);
    return await work();
  } finally {
    clearTimeout(waiting);
    holder.stdin.end();
  }
}

/** Waits until the child says that it has the lock; a child that ends first says why. */
function held(holder: ChildProcessWithoutNullStreams): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const refuse = (why: string): void => {
      reject(
        new Failure({
          what: "the setup's lock cannot be taken",
          where: lockFile,
          why,
          remedy: "run make as the user who owns this folder",
        }),
      );
    };
    holder.stderr.on("data", (chunk: Buffer) => said.push(chunk.toString("utf8").trim()));
    holder.stdout.once("data", () => {
      resolve();
    });
    holder.once("error", ({ message }) => {
      refuse(message);
    });
    holder.once("close", () => {
      refuse(said.join(" ") || "flock ended");
    });
  });
}
