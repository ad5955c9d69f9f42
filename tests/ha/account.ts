import type { Choice } from "./choice";
import type { Results } from "./figures";

/** A run of a fault, or of a replacement, that was not measured. */
export interface Unmeasured {
  readonly run: number;
  readonly name: string;
  readonly reason: string;
}

/** What a run of the suite set out to measure, and what became of it. */
export interface Account extends Results {
  readonly choice: Pick<Choice, "runs" | "of">;
  /** The names of the faults, each of which is tried in every run. */
  readonly faults: readonly string[];
  /** The names of the machines that are replaced. */
  readonly machines: readonly string[];
  readonly unmeasured: readonly Unmeasured[];
}

/** Where the report goes: into the documents only where it tells of everything that they promise. */
export function destinationOf(account: Account): "documents" | "log folder" {
  return account.choice.of === "all" && neverMeasured(account).length === 0 ? "documents" : "log folder";
}

/** What has no measure at all: names of faults, and of machines that were to be replaced. */
export function neverMeasured({ faults, machines, measures, replacements }: Account): readonly string[] {
  return [
    ...faults.filter((name) => !measures.some(({ fault }) => fault === name)),
    ...machines.filter((name) => !replacements.some(({ machine }) => machine === name)).map(replacementName),
  ];
}

/** The name of the replacement of a machine. */
export function replacementName(machine: string): string {
  return `replace ${machine}`;
}

/** How much of what was to be measured was, and why not the rest, as Markdown. */
export function summary(account: Account): string {
  const { choice, faults, machines, measures, replacements, unmeasured } = account;
  const never = neverMeasured(account);
  return [
    `${measures.length} of ${faults.length * choice.runs} runs of faults were measured, ` +
      `${replacements.length} of ${machines.length} replacements.`,
    ...(never.length === 0 ? [] : [`Not measured at all: ${never.join(", ")}.`]),
    ...unmeasured.map(({ run, name, reason }) => `- run ${run}, ${name}: ${reason.split("\n")[0] ?? ""}`),
  ].join("\n");
}
