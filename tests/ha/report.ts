import type { Measure } from "./measure";
import { spreadOf } from "./percentile";

/** A column of the table of faults, and what it says of all runs of one fault. */
interface Column {
  readonly title: string;
  readonly of: (runs: readonly Measure[]) => string;
}

const columns: readonly Column[] = [
  { title: "fault", of: ([first]) => first?.fault ?? "" },
  { title: "runs", of: (runs) => String(runs.length) },
  { title: "requests failing for, s (P50, P95, max)", of: spread(({ failing }) => failing) },
  {
    title: "requests failed, n of m",
    of: share(
      ({ failedRequests }) => failedRequests,
      ({ requests }) => requests,
    ),
  },
  { title: "writes stalled for, s (P50, P95, max)", of: spread(({ stalled }) => stalled) },
  { title: "writes failing for, s (P50, P95, max)", of: spread(({ writesFailing }) => writesFailing) },
  {
    title: "writes failed, n of m",
    of: share(
      ({ failedWrites }) => failedWrites,
      ({ writes }) => writes,
    ),
  },
  {
    title: "a write took to fail at most, s",
    of: largest(({ slowestFailedWrite }) => slowestFailedWrite, 1),
  },
  { title: "acknowledged writes lost", of: (runs) => String(sum(runs.map(({ lost }) => lost))) },
  { title: "healthy again after, s", of: largest(({ recovery }) => recovery, 0) },
];

/** The figures of all runs of all faults, as a Markdown table with a line for each fault, in the order of the first run. */
export function table(measures: readonly Measure[]): string {
  const rows = faultsIn(measures).map((fault) => {
    const runs = measures.filter((each) => each.fault === fault);
    return columns.map(({ of }) => of(runs));
  });
  return markdown(
    columns.map(({ title }) => title),
    rows,
  );
}

/** A Markdown table. */
export function markdown(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(titles), `|${titles.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}

/** The names of the faults that were measured, each once. */
export function faultsIn(measures: readonly Measure[]): readonly string[] {
  return [...new Set(measures.map(({ fault }) => fault))];
}

type Value = (measure: Measure) => number;

function spread(value: Value): Column["of"] {
  return (runs) => {
    const { p50, p95, max } = spreadOf(runs.map(value));
    return [p50, p95, max].map((each) => each.toFixed(1)).join(", ");
  };
}

function share(some: Value, all: Value): Column["of"] {
  return (runs) => `${sum(runs.map(some))} of ${sum(runs.map(all))}`;
}

function largest(value: Value, digits: number): Column["of"] {
  return (runs) => Math.max(...runs.map(value)).toFixed(digits);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
