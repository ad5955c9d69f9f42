import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure } from "./failure";
import { toolsFolder } from "./paths";

/** A lock, and what becomes of a run that finds it taken. */
export interface Lock {
  readonly file: string;
  readonly taken:
    | { /** The line that says why it takes longer. */ readonly waits: string }
    | { readonly refuses: () => Failure };
}

const setupLock: Lock = {
  file: join(toolsFolder, "lock"),
  taken: { waits: "waiting until another make of this folder has finished its setup" },
};
const SAY_AFTER_MILLISECONDS = 1000;

/** Runs `work` while no other process of this repository does its setup. */
export function alone<T>(work: () => Promise<T>): Promise<T> {
  return whileLocked(setupLock, work);
}

/**
 * Runs `work` while no other process has the lock. It is the kernel's (flock): it belongs to a child that ends with
 * this process, however this process ends, so it is never left behind.
 */
export async function whileLocked<T>({ file, taken }: Lock, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  const patience = "refuses" in taken ? ["--nonblock", "--conflict-exit-code", String(CONFLICT)] : [];
  const holder = spawn("flock", [...patience, file, "sh", "-c", "echo locked; cat"], {
    stdio: ["pipe", "pipe", "pipe"],
    // An interrupt from the keyboard must not free the lock while this process is still tidying up.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => {
    for (const end of ["close", "error"]) {
      holder.once(end, () => {
        resolve();
      });
    }
  });
  const waiting = setTimeout(() => {
    if ("waits" in taken) console.log(taken.waits);
  }, SAY_AFTER_MILLISECONDS);
  try {
    await held(holder, { file, taken });
    clearTimeout(waiting);
    return await work();
  } finally {
    clearTimeout(waiting);
    holder.stdin.end();
    // Free when the child has ended: who is refused rather than waits may ask for it at once.
    await ended;
  }
}

/** An exit code that `flock` and `sh` have no use for. */
const CONFLICT = 75;

/** Waits until the child says that it has the lock; a child that ends first says why. */
function held(holder: ChildProcessWithoutNullStreams, { file, taken }: Lock): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const refuse = (why: string): void => {
      reject(
        new Failure({
          what: "a lock cannot be taken",
          where: file,
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
    holder.once("close", (code) => {
      if (code === CONFLICT && "refuses" in taken) reject(taken.refuses());
      else refuse(said.join(" ") || "flock ended");
    });
  });
}
