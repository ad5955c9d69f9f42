import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withPart } from "../support/document";
import type { Probed } from "./under-probe";

const document = join(__dirname, "..", "..", "docs", "changes.md");

/** A change of the stack that was made, and what the prober counted meanwhile. */
export interface Recorded {
  readonly what: string;
  readonly probed: Probed;
}

/** Writes what changes took into docs/changes.md, in the place of one of the suites, if all of them were made. */
export async function record(
  suite: string,
  changes: readonly Recorded[],
  { all }: { readonly all: number },
): Promise<void> {
  if (changes.length !== all) return;
  const text = table(changes);
  await writeFile(document, withPart(await readFile(document, "utf8"), suite, text));
}

/** The changes as a Markdown table. */
export function table(changes: readonly Recorded[]): string {
  const rows = changes.map(({ what, probed: { made, report } }) => {
    const { requests, failures, slowest } = report;
    return `| ${what} | ${made.seconds.toFixed(0)} | ${failures.length} of ${requests} | ${(slowest / 1000).toFixed(1)} |`;
  });
  return [
    "| change | `make up`, s | requests failed | slowest answer, s |",
    "|---|---|---|---|",
    ...rows,
  ].join("\n");
}
