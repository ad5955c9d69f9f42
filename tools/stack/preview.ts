import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { forecast, stackOutputsIn } from "./forecast";
import { operate } from "./pulumi";
import type { Stack } from "./stack";

/** Shows what `up` would do: the engine's own preview, and below it the files and certificates that change. */
export async function preview(stack: Stack): Promise<number> {
  const eventLog = join(stack.folder, "preview-events.json");
  try {
    const exitCode = await operate(stack, "preview", ["--event-log", eventLog]);
    if (exitCode !== 0) return exitCode;
    const found = stackOutputsIn(await readFile(eventLog, "utf8"));
    const lines = found === undefined ? [] : forecast(found.before, found.after);
    if (lines.length > 0) console.log(`\n${lines.join("\n")}`);
    return 0;
  } finally {
    await rm(eventLog, { force: true });
  }
}
