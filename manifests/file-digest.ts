import { createHash } from "node:crypto";

/** As many hex digits as tell any two versions apart and still fit into a line that somebody reads. */
const shownDigits = 16;

/**
 * A short digest (SHA-256, the first 16 hex digits) of plain data, by which it is seen to have changed. Keys may be in
 * the data: nothing of 2048 random bits can be found out from it.
 */
export function digestOf(data: unknown): string {
  return createHash("sha256").update(JSON.stringify(data)).digest("hex").slice(0, shownDigits);
}
