import { existsSync } from "node:fs";
import { readFile, rm, stat } from "node:fs/promises";
import { writeAtomically } from "../files";

/** What the server said of the file of which a part is there. */
export interface Described {
  /** Its size in bytes; undefined where the server did not say. */
  readonly total?: number | undefined;
  /** By which the server tells the file from another one at the same address (RFC 9110, section 8.8); undefined likewise. */
  readonly validator?: string | undefined;
}

/** What is there of a download. */
export interface Held extends Described {
  readonly bytes: number;
}

const descriptionOf = (part: string): string => `${part}.json`;

/** What an interrupted run has left of a download, which may be nothing or all of it. */
export async function heldIn(part: string): Promise<Held> {
  const bytes = existsSync(part) ? (await stat(part)).size : 0;
  const description = descriptionOf(part);
  if (!existsSync(description)) return { bytes };
  return { ...(JSON.parse(await readFile(description, "utf8")) as Described), bytes };
}

/** Writes down what the server said; before the first byte, so that an interruption leaves no part without it. */
export async function describe(part: string, described: Described): Promise<void> {
  await writeAtomically(descriptionOf(part), `${JSON.stringify(described)}\n`);
}

/** Forgets a download. */
export async function drop(part: string): Promise<void> {
  await rm(part, { force: true });
  await rm(descriptionOf(part), { force: true });
}
