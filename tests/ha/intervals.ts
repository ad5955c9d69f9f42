/** A piece of time in milliseconds since whenever. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The length of the union of intervals, in their own unit: what two of them cover counts once. */
export function covered(intervals: readonly Interval[]): number {
  let total = 0;
  let end = -Infinity;
  for (const { from, to } of [...intervals].sort((one, other) => one.from - other.from)) {
    total += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return total;
}

/**
 * The longest time between two neighbours among some moments and the two ends of the time that is looked at. It begins
 * within that time, and ends behind it where the next moment lies there.
 */
export function longestGap(moments: readonly number[], { from, to }: Interval): Interval {
  const starts = [from, ...[...moments].sort((one, other) => one - other)];
  const gaps = starts
    .map((start, index) => ({ from: start, to: starts[index + 1] ?? Math.max(start, to) }))
    .filter((gap) => gap.from <= to);
  return gaps.reduce((longest, gap) => (lengthOf(gap) > lengthOf(longest) ? gap : longest));
}

function lengthOf({ from, to }: Interval): number {
  return to - from;
}
