import { join } from "node:path";
import { toolsFolder } from "../paths";
import { show } from "../process";
import { textOutput } from "./output";
import type { Stack } from "./stack";

/**
 * Runs the health checks against the running cluster; returns the exit code of the gate program, which is 0
 * when every check passes. The checks run inside the stack's network namespace, where it has one, and what they need (keys
 * among it) goes to them through a pipe.
 */
export async function status(stack: Stack): Promise<number> {
  const namespace = await textOutput(stack, "networkNamespace");
  const verification = await textOutput(stack, "verification");
  const checks = ["node", join(toolsFolder, "lib", "gate.cjs"), "status"];
  const [program = "", ...words] =
    namespace === "" ? checks : ["nsenter", `--net=/run/netns/${namespace}`, ...checks];
  return show({ program, arguments: words, input: verification });
}
