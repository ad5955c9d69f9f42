import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { toolsFolder } from "./paths";

const SAY_AFTER_MILLISECONDS = 1000;

/**
 * Runs `work` while no other process of this repository does. The lock is the kernel's (flock): it belongs
 * to a child that ends with this process, however this process ends, so it is never left behind.
 */
export async function alone<T>(work: () => Promise<T>): Promise<T> {
  await mkdir(toolsFolder, { recursive: true });
  const holder = spawn("flock", [join(toolsFolder, "lock"), "sh", "-c", "echo locked; cat"], {
    stdio: ["pipe", "pipe", "inherit"],
    // An interrupt from the keyboard must not free the lock while this process is still tidying up.
    detached: true,
  });
  const waiting = setTimeout(() => {
    console.log("waiting until another make of this folder has finished its setup");
  }, SAY_AFTER_MILLISECONDS);
  try {
    await new Promise<void>((resolve, reject) => {
      holder.stdout.once("data", () => {
        resolve();
      });
      holder.once("error", reject);
    });
    clearTimeout(waiting);
    return await work();
  } finally {
    clearTimeout(waiting);
    holder.stdin.end();
  }
}
