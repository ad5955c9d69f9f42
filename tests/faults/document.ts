import { table } from "./table";
import type { Outcome } from "./try-fault";

const begin = "<!-- make test-faults writes from here -->";
const end = "<!-- to here -->";

/** The document with the table of what all faults did in the place of the one before it. */
export function withTable(document: string, outcomes: readonly Outcome[]): string {
  const [head, rest] = document.split(`${begin}\n`);
  const tail = rest?.split(end)[1];
  if (head === undefined || tail === undefined)
    throw new Error(`the document has no place between ${begin} and ${end}`);
  return `${head}${begin}\n${table(outcomes)}\n${end}${tail}`;
}
