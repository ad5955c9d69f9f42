import { type Counts, countsOf } from "./measure";
import { markdown } from "./report";
import type { UnderLoad } from "./under-load";

/** What it cost to replace a machine by `up`, as an operator does who has planned it. */
export interface Replacement extends Counts {
  readonly machine: string;
  /** How long `up` took. */
  readonly seconds: number;
}

/** Makes figures of what was counted while `up` replaced a machine, which gave how long that took. */
export function replacementOf(machine: string, load: UnderLoad<number>): Replacement {
  return { machine, seconds: load.value, ...countsOf(load) };
}

/** The replacements as a Markdown table. */
export function replacementTable(replacements: readonly Replacement[]): string {
  const titles = ["machine", "`make up`, s", "requests failed", "writes failed", "acknowledged writes lost"];
  return markdown(titles, replacements.map(cells));
}

function cells(each: Replacement): readonly string[] {
  return [
    each.machine,
    each.seconds.toFixed(0),
    `${each.failedRequests} of ${each.requests}`,
    `${each.failedWrites} of ${each.writes}`,
    String(each.lost),
  ];
}
