import { writeAtomically } from "../files";
import { textOutput } from "./output";
import type { Stack } from "./stack";

/** Writes the admin's kubeconfig where only its owner can read it; returns its path. */
export async function writeKubeconfig(stack: Stack): Promise<string> {
  await writeAtomically(stack.kubeconfig, await textOutput(stack, "kubeconfig"), 0o600);
  return stack.kubeconfig;
}
