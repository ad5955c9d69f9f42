import { isPair, isScalar } from "yaml";
import { argumentsOf, type Flags } from "./flags";

/** Writes each flag's reason above its argument. The nodes are those of the arguments, in the order of the table. */
export function explainArguments(nodes: readonly unknown[], flags: Flags): void {
  for (const [index, { why }] of argumentsOf(flags).entries()) comment(nodes[index], why);
}

/** The same in a map whose keys are the flags' names. */
export function explainKeys(pairs: readonly unknown[], flags: Flags): void {
  for (const [index, { why }] of argumentsOf(flags).entries()) {
    const pair = pairs[index];
    if (isPair(pair)) comment(pair.key, why);
  }
}

function comment(node: unknown, why: string | undefined): void {
  if (why !== undefined && isScalar(node)) node.commentBefore = why.replace(/^/gm, " ");
}
