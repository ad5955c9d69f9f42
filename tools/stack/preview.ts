import { showAndKeep } from "../process";
import { forecast, stackOutputsIn } from "./forecast";
import { operation } from "./pulumi";
import type { Stack } from "./stack";

/**
 * Shows what `up` would do: the engine's own preview, and below it the files and certificates that change. They are
 * found in the engine's event log, which goes through a pipe, as the SDK's debug messages in it hold keys.
 */
export async function preview(stack: Stack): Promise<number> {
  const command = await operation(stack, "preview");
  const withLog = { ...command, arguments: [...command.arguments, "--event-log"] };
  const { exitCode, kept } = await showAndKeep(withLog, '"type":"pulumi:pulumi:Stack"');
  if (exitCode !== 0) return exitCode;
  const found = stackOutputsIn(kept);
  const lines = found === undefined ? [] : forecast(found.before, found.after);
  if (lines.length > 0) console.log(`\n${lines.join("\n")}`);
  return 0;
}
