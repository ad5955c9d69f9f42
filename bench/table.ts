import { figures, type FigureName, type Measurement, type Promised, promises } from "./figures";

/** A figure with what was measured. */
export interface Measured extends Promised {
  readonly median: number;
  readonly values: readonly number[];
}

/** The middle of the values, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** A value as it is kept: to a hundredth. */
export function rounded(value: number): number {
  return Number(value.toFixed(2));
}

/** What was measured, by figure. */
export type Results = Readonly<Partial<Record<FigureName, Measured>>>;

/** The results in the order in which figures are shown; one that there is no more is left out. */
export function inOrder(results: Results): Results {
  return Object.fromEntries(
    figures.flatMap((name) => (results[name] === undefined ? [] : [[name, results[name]]])),
  );
}

/** What several passes measured; a figure is left out that none of them measured. */
export function resultsOf(measured: readonly Measurement[]): Results {
  return Object.fromEntries(
    figures.flatMap((name) => {
      const values = measured.map((pass) => pass[name]).filter((value) => value !== undefined);
      if (values.length === 0) return [];
      return [[name, { ...promises[name], median: rounded(median(values)), values: values.map(rounded) }]];
    }),
  );
}

/** The figures as a Markdown table, as it stands in the README. */
export function table(results: Results): string {
  const rows = Object.values(results).map(({ what, unit, atMost, median: middle, values }) =>
    [
      what,
      `${middle.toFixed(1)} ${unit}`,
      atMost === undefined ? "" : `${atMost} ${unit}`,
      values.map((value) => value.toFixed(1)).join(", "),
    ].join(" | "),
  );
  return [
    "| figure | median | at most | runs |",
    "|---|---|---|---|",
    ...rows.map((row) => `| ${row} |`),
  ].join("\n");
}
