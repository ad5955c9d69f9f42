import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { keepResults } from "../../bench/results";
import { repository } from "../../tools/paths";
import { withPart } from "../support/document";
import type { Outcome } from "./faults";

const document = join(repository, "docs", "libvirt.md");

/** What the suite measured, in seconds. */
export interface Measured {
  /** `make up` from nothing. */
  readonly up: number;
  /** `make up` after a change, by what changed. */
  readonly changes: Readonly<Record<string, number>>;
  readonly outcomes: readonly Outcome[];
}

/** Keeps what was measured in bench/results.json and docs/libvirt.md. */
export async function record(measured: Measured): Promise<void> {
  await keepResults({ virtualMachines: measured });
  await writeFile(
    document,
    withPart(await readFile(document, "utf8"), "make test-virtual-ha", table(measured)),
  );
}

/** The same as a Markdown table. */
export function table({ up, changes, outcomes }: Measured): string {
  const rows = [
    `| \`make up\` from nothing | ${up.toFixed(0)} s |`,
    ...Object.entries(changes).map(([what, seconds]) => `| ${what} | ${seconds.toFixed(0)} s |`),
    ...outcomes.map(outcomeRow),
  ];
  return ["| what | took |", "|---|---|", ...rows].join("\n");
}

function outcomeRow({ fault, answers, healthy }: Outcome): string {
  const took =
    answers === undefined
      ? `healthy again after ${healthy.toFixed(0)} s`
      : `the API took a change after ${answers.toFixed(0)} s; healthy ${healthy.toFixed(0)} s after it was back`;
  return `| ${fault} | ${took} |`;
}
