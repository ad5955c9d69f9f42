import { join } from "node:path";
import { z } from "zod";
import { toolsFolder } from "../paths";
import { show } from "../process";
import { outputOrNone, textOutput } from "./output";
import type { Stack } from "./stack";

const namespaceSchema = z.string().default("");
const paceSchema = z.record(z.string(), z.string()).default({});

/**
 * Runs the health checks against the running cluster; returns the exit code of the gate program, which is 0
 * when every check passes. The checks run inside the stack's network namespace, where it has one, and what they need (keys
 * among it) goes to them through a pipe.
 */
export async function status(stack: Stack): Promise<number> {
  const verification = await textOutput(stack, "verification");
  const namespace = namespaceSchema.parse(await outputOrNone(stack, "networkNamespace"));
  const checks = ["node", join(toolsFolder, "lib", "gate.cjs"), "status"];
  const [program = "", ...words] =
    namespace === "" ? checks : ["nsenter", `--net=/run/netns/${namespace}`, ...checks];
  return show({ program, arguments: words, input: verification, environment: await paceOf(stack) });
}

/** How slow the machines are, unless the user says it. */
async function paceOf(stack: Stack): Promise<Readonly<Record<string, string>>> {
  const told = paceSchema.parse(await outputOrNone(stack, "pace"));
  return Object.fromEntries(Object.entries(told).filter(([name]) => process.env[name] === undefined));
}
