import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { prepareBackend, pulumiEnvironment } from "../../../tools/stack/environment";
import { recover } from "../../../tools/stack/recover";
import { stackOf } from "../../../tools/stack/stack";
import type { Lab } from "../../libvirt/lab";
import { attempt, capture, type Command, type Ended } from "../../../tools/process";

const repository = join(__dirname, "..", "..", "..");

/** A stack of the tests' own, used by the same commands as a user's. */
export interface TestStack {
  readonly name: string;
  /** What the stack owns on its host is named so. */
  readonly instance: string;
  /** Where its commands run: left out, on this host itself. */
  readonly where?: Lab["inNamespace"];
}

/**
 * Makes a stack with a configuration of its own, or gives one that there is another configuration. The file is named so
 * that git ignores it.
 */
export function testStack(name: string, config: Readonly<Record<string, unknown>>): TestStack {
  // JSON is YAML, too.
  const lines = Object.entries(config).map(([key, value]) => `  hardway:${key}: ${JSON.stringify(value)}\n`);
  writeFileSync(configFile(name), `config:\n${lines.join("")}`);
  return { name, instance: `hardway-${name}` };
}

/** Forgets a stack's configuration. */
export function forget({ name }: TestStack): void {
  rmSync(configFile(name), { force: true });
}

/** A `make` target that was run on a stack, with everything it printed. */
export interface Made extends Ended {
  readonly seconds: number;
  /** What it printed on both streams. */
  readonly text: string;
}

/**
 * A credential in the environment of every `make` of the tests, as a user may have a cloud's token there: what a
 * command leaves behind must not keep it.
 */
export const callersCredential = {
  variable: "HARDWAY_TEST_CREDENTIAL",
  value: "callersCredential0123456789abcdefghijklmnopqrstuvwxyz",
} as const;

/** Runs a `make` target on a stack, as a user types it. */
export async function make(target: string, stack: TestStack): Promise<Made> {
  const started = Date.now();
  const ended = await attempt(makeCommand(target, stack));
  const text = ended.output + ended.errors;
  return { ...ended, text, seconds: (Date.now() - started) / 1000 };
}

/** A `make` target as it runs where the stack's commands run. */
export function makeCommand(target: string, stack: TestStack): Command {
  return at(stack, {
    program: "make",
    arguments: ["--no-print-directory", target, `STACK=${stack.name}`],
    folder: repository,
    environment: { [callersCredential.variable]: callersCredential.value },
  });
}

/** Runs a `make` target that must end well; its output is the message where it does not. */
export async function makeWell(target: string, stack: TestStack): Promise<Made> {
  const made = await make(target, stack);
  if (made.exitCode !== 0) throw new Error(`make ${target} ended with ${made.exitCode}\n${made.text}`);
  return made;
}

/** Runs the Pulumi command line on a stack and returns what it printed. */
export function pulumi(stack: TestStack, ...parts: readonly string[]): Promise<string> {
  return capture({
    program: "pulumi",
    arguments: [...parts, "--stack", stack.name],
    folder: repository,
    // Without it the engine does not know --event-log.
    environment: { ...pulumiEnvironment(), PULUMI_DEBUG_COMMANDS: "true" },
  });
}

/**
 * Removes what an interrupted run has left of a stack's record, where all that it tells of is gone already; there may be
 * no such record.
 */
export async function forgetRecord({ name }: TestStack): Promise<void> {
  await prepareBackend();
  await recover(stackOf(name));
  const { exitCode, errors } = await attempt({
    program: "pulumi",
    arguments: ["stack", "rm", name, "--force", "--yes", "--preserve-config"],
    folder: repository,
    environment: pulumiEnvironment(),
  });
  if (exitCode !== 0 && !errors.includes("no stack named")) throw new Error(errors);
  rmSync(join(repository, ".state", name), { recursive: true, force: true });
}

/** Starts a program inside the cluster's network namespace. */
export function insideNamespace(stack: TestStack, program: string, ...parts: readonly string[]) {
  return spawn("nsenter", [`--net=/run/netns/${stack.instance}`, program, ...parts], {
    cwd: repository,
    stdio: ["pipe", "pipe", "pipe"],
  });
}

/** Runs kubectl as the stack's administrator. */
export async function kubectl(stack: TestStack, ...parts: readonly string[]): Promise<string> {
  return capture(
    at(stack, {
      program: join(repository, ".tools", "bin", "kubectl"),
      arguments: ["--kubeconfig", await kubeconfigOf(stack), ...parts],
    }),
  );
}

/** A command as it runs where the stack's commands run. */
function at({ where }: TestStack, command: Command): Command {
  return where === undefined ? command : where(command);
}

/** How kubectl reaches the API past what its kubeconfig says. */
export interface KubectlAccess {
  readonly kubeconfig: string;
  readonly url: string;
}

/** Runs kubectl where the machines are, whatever its end, which comes after some seconds even where nobody answers. */
export function kubectlAt(
  { instance }: TestStack,
  { kubeconfig, url }: KubectlAccess,
  ...parts: readonly string[]
): Promise<Ended> {
  const program = join(repository, ".tools", "bin", "kubectl");
  const options = ["--kubeconfig", kubeconfig, "--server", url, "--request-timeout=5s"];
  return attempt({
    program: "nsenter",
    arguments: [`--net=/run/netns/${instance}`, program, ...options, ...parts],
  });
}

/** Has the administrator's kubeconfig written and returns its path. */
export async function kubeconfigOf(stack: TestStack): Promise<string> {
  const { output } = await makeWell("kubeconfig", stack);
  return output.trim().split("\n").at(-1) ?? "";
}

function configFile(name: string): string {
  return join(repository, `Pulumi.${name}.yaml`);
}
