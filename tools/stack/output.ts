import { Failure } from "../failure";
import { outputs, stackExists } from "./pulumi";
import type { Stack } from "./stack";

/** One output of a stack that is up; a Failure where the stack, or the output, is not there. */
export async function output(stack: Stack, name: string): Promise<unknown> {
  const all = stackExists(stack) ? await outputs(stack) : {};
  const value = all[name];
  if (value !== undefined && value !== "") return value;
  throw new Failure({
    what: `the stack ${stack.name} has no output "${name}"`,
    where: `stack ${stack.name}`,
    ...(all[name] === undefined
      ? {
          why: stackExists(stack)
            ? "its last `up` did not end well, or it was destroyed"
            : "it was never made",
          remedy: `make up STACK=${stack.name}`,
        }
      : {
          why: "its configuration stops after a stage (until), at which there is none",
          remedy: `pulumi config rm until --stack ${stack.name}, then make up STACK=${stack.name}`,
        }),
  });
}

/** An output that is text. */
export async function textOutput(stack: Stack, name: string): Promise<string> {
  const value = await output(stack, name);
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** One output of a stack, empty ones too; undefined where it is not there. */
export async function outputOrNone(stack: Stack, name: string): Promise<unknown> {
  return (await outputs(stack))[name];
}
