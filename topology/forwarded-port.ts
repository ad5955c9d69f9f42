import { createHash } from "node:crypto";

/**
 * A port below the range that Linux gives to outgoing connections, the same for a stack at every `up`,
 * so that several stacks rarely meet; a port that is taken all the same is found before anything is made.
 */
export function portOfStack(stack: string): number {
  return 20000 + (createHash("sha256").update(stack).digest().readUInt16BE(0) % 10000);
}
