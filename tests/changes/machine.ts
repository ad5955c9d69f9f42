import type { TestStack } from "../e2e/support/stack";
import { capture } from "../../tools/process";

/** What a line of shell prints in a machine of a stack. */
export function inMachine({ instance }: TestStack, machine: string, line: string): Promise<string> {
  return capture({ program: "podman", arguments: ["exec", `${instance}-${machine}`, "sh", "-c", line] });
}
