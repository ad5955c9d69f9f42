import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { repository } from "../../../tools/paths";
import { attempt } from "../../../tools/process";
import { prepareBackend, pulumiEnvironment } from "../../../tools/stack/environment";
import { forget, testStack } from "./stack";

/** Values of a configuration that the engine has encrypted for a stack, and the salt that it did so with. */
export interface Sealed {
  readonly values: Readonly<Record<string, { readonly secure: string }>>;
  readonly salt: string;
}

/** Has the engine encrypt values for a stack, as a user does by `pulumi config set --secret`. The values go through a pipe. */
export async function seal(stack: string, secrets: Readonly<Record<string, string>>): Promise<Sealed> {
  await prepareBackend();
  testStack(stack, {});
  const file = join(repository, `Pulumi.${stack}.yaml`);
  const options = ["--stack", stack, "--config-file", file];
  const run = async (input: string, ...words: readonly string[]): Promise<void> => {
    const ended = await attempt({
      program: "pulumi",
      arguments: words,
      folder: repository,
      input,
      environment: pulumiEnvironment(),
    });
    if (ended.exitCode !== 0 && !ended.errors.includes("already exists")) throw new Error(ended.errors);
  };
  await run("", "stack", "init", stack);
  for (const [key, value] of Object.entries(secrets))
    await run(value, "config", "set", "--secret", ...options, `hardway:${key}`);
  const { config, encryptionsalt } = parse(readFileSync(file, "utf8")) as {
    readonly config: Readonly<Record<string, { readonly secure: string }>>;
    readonly encryptionsalt: string;
  };
  forget({ name: stack, instance: `hardway-${stack}` });
  const values = Object.fromEntries(
    Object.keys(secrets).map((key) => [key, config[`hardway:${key}`] ?? { secure: "" }]),
  );
  return { values, salt: encryptionsalt };
}

/** Gives a stack a configuration with values that were sealed for it. */
export function configure(
  stack: string,
  config: Readonly<Record<string, unknown>>,
  { values, salt }: Sealed,
): void {
  testStack(stack, { ...config, ...values });
  const file = join(repository, `Pulumi.${stack}.yaml`);
  writeFileSync(file, `${readFileSync(file, "utf8")}encryptionsalt: ${salt}\n`);
}
