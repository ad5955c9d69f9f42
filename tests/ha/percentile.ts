/** The figures of several runs of one fault. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** The smallest of the values that at least so many hundredths of them do not exceed (nearest rank). */
export function percentile(values: readonly number[], hundredths: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const rank = Math.max(1, Math.ceil((hundredths / 100) * sorted.length));
  const value = sorted[rank - 1];
  if (value === undefined) throw new Error("no value has been measured");
  return value;
}

/** How several values spread. */
export function spreadOf(values: readonly number[]): Spread {
  return { p50: percentile(values, 50), p95: percentile(values, 95), max: percentile(values, 100) };
}
