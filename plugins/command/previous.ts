import type { Properties } from "../shared/values";
import { reveal } from "../shared/values";

const variables = [
  { output: "stdout", variable: "PULUMI_COMMAND_STDOUT" },
  { output: "stderr", variable: "PULUMI_COMMAND_STDERR" },
] as const;

/**
 * What the last command gave, for the environment of the next one: unless addPreviousOutputInEnv is
 * false, and only what is not empty.
 */
export function previousOutput(outputs: Properties, inputs: Properties): Readonly<Record<string, string>> {
  if (inputs["addPreviousOutputInEnv"] === false) return {};
  return Object.fromEntries(
    variables.flatMap(({ output, variable }) => {
      const value = reveal(outputs[output] ?? "");
      if (typeof value !== "string") {
        throw new Error(
          `${variable} cannot be given: the previous ${output} is not UTF-8 text. ` +
            "Set addPreviousOutputInEnv: false.",
        );
      }
      return value === "" ? [] : [[variable, value]];
    }),
  );
}

/** A state without outputs, which `import` makes, can be neither updated nor deleted. */
export function hydrate(outputs: Properties, goName: string): void {
  const missing = variables.filter(({ output }) => outputs[output] === undefined);
  if (missing.length === 0) return;
  const reasons = missing.map(
    ({ output }) => `\t${output}: Missing required field '${output}' on '${goName}'`,
  );
  throw new Error([`${missing.length} failures decoding:`, ...reasons].join("\n"));
}
