import { existsSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../paths";
import { capture, show, type Command } from "../process";
import { configFile } from "./config-file";
import { backendFolder, prepareBackend, pulumiEnvironment } from "./environment";
import { markOf } from "./leftovers";
import type { Stack } from "./stack";

/** The name in Pulumi.yaml; the file backend keeps each project's stacks in a folder of that name. */
const PROJECT = "hardway";

/** An operation of the engine on a stack's resources. */
export type Operation = "up" | "preview" | "destroy";

/**
 * What is added to each operation: no question is asked, no preview shown twice, and the outputs, hundreds of lines of
 * certificates and files, are left to those who ask for them.
 */
const options: Readonly<Record<Operation, readonly string[]>> = {
  up: ["--yes", "--skip-preview", "--suppress-outputs"],
  preview: ["--suppress-outputs"],
  destroy: ["--yes", "--skip-preview"],
};

/** The command line of the engine on this project's backend. */
export function pulumi(...parts: readonly string[]): Command {
  return { program: "pulumi", arguments: parts, folder: repository, environment: pulumiEnvironment() };
}

/** What the backend says of itself. */
export const backendMetadata = join(backendFolder, ".pulumi", "meta.yaml");

/** Where the backend keeps the stack's state. */
export function checkpointFile(stack: Stack): string {
  return join(backendFolder, ".pulumi", "stacks", PROJECT, `${stack.name}.json`);
}

/** Where the backend keeps the locks of operations on the stack. */
export function lockFolder(stack: Stack): string {
  return join(backendFolder, ".pulumi", "locks", "organization", PROJECT, stack.name);
}

/** Whether the backend has the stack: a look at its file saves starting the engine to ask. */
export function stackExists(stack: Stack): boolean {
  return existsSync(checkpointFile(stack));
}

/**
 * The command of one operation, the stack made if it is not there. Every process that it starts has the stack's mark in
 * its environment.
 */
export async function operation(stack: Stack, name: Operation): Promise<Command> {
  await prepareBackend();
  const config = await configFile(stack);
  if (!stackExists(stack)) await createStack(stack);
  const command = pulumi(name, "--stack", stack.name, "--config-file", config, ...options[name]);
  return { ...command, environment: { ...command.environment, ...markOf(stack) } };
}

/** Runs one operation on this terminal; returns the exit code. */
export async function operate(stack: Stack, name: Operation): Promise<number> {
  return show(await operation(stack, name));
}

/** In the stack's own folder, where the engine finds the copy of the configuration to write its salt into. */
async function createStack(stack: Stack): Promise<void> {
  await capture({ ...pulumi("stack", "select", "--create", stack.name), folder: stack.folder });
}

/** The stack's outputs, secrets in clear: for this process' memory, files of mode 0600 and pipes only. */
export async function outputs(stack: Stack): Promise<Readonly<Record<string, unknown>>> {
  const text = await capture(pulumi("stack", "output", "--stack", stack.name, "--json", "--show-secrets"));
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}
