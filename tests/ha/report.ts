import type { Measure } from "./measure";
import { spreadOf } from "./percentile";

/** The figures of all runs of all faults, as a Markdown table with a line for each fault, in the order of the first run. */
export function table(measures: readonly Measure[]): string {
  const rows = faultsIn(measures).map((fault) => {
    const runs = measures.filter((each) => each.fault === fault);
    return [
      fault,
      String(runs.length),
      spread(runs.map(({ failing }) => failing)),
      `${sum(runs.map(({ failedRequests }) => failedRequests))} of ${sum(runs.map(({ requests }) => requests))}`,
      spread(runs.map(({ stalled }) => stalled)),
      String(sum(runs.map(({ lost }) => lost))),
      Math.max(...runs.map(({ recovery }) => recovery)).toFixed(0),
    ];
  });
  return [
    "| fault | runs | requests failing for, s (P50, P95, max) | requests failed | writes stalled for, s (P50, P95, max) | acknowledged writes lost | healthy again after, s |",
    "|---|---|---|---|---|---|---|",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");
}

/** The names of the faults that were measured, each once. */
export function faultsIn(measures: readonly Measure[]): readonly string[] {
  return [...new Set(measures.map(({ fault }) => fault))];
}

function spread(values: readonly number[]): string {
  const { p50, p95, max } = spreadOf(values);
  return [p50, p95, max].map((value) => value.toFixed(1)).join(", ");
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
