import { markdown } from "./report";
import type { UnderLoad } from "./under-load";

/** What it cost to replace a machine by `up`, as an operator does who has planned it. */
export interface Replacement {
  readonly machine: string;
  /** How long `up` took. */
  readonly seconds: number;
  readonly requests: number;
  readonly failedRequests: number;
  readonly writes: number;
  readonly failedWrites: number;
  readonly lost: number;
}

/** Makes figures of what was counted while `up` replaced a machine, which gave how long that took. */
export function replacementOf(
  machine: string,
  { value, reads, writes, lost }: UnderLoad<number>,
): Replacement {
  return {
    machine,
    seconds: value,
    requests: reads.requests,
    failedRequests: reads.failures.length,
    writes: writes.acknowledged.length + writes.failures.length,
    failedWrites: writes.failures.length,
    lost: lost.length,
  };
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
