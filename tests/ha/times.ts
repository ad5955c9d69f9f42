import type { ProberReport } from "../support/prober";
import { covered, type Interval, longestGap } from "./intervals";
import type { WriterReport } from "./writer";

/** How often the prober sends each of its requests, and the writer one, in each second. */
export const pace = { reads: 10, writes: 5 } as const;

/**
 * Each failed request stands for the time until the next one of its kind was sent. How long it took to fail does not
 * count: with a server that does not answer that is the client's own patience.
 */
export function failingSeconds({ failures }: Pick<ProberReport, "failures">): number {
  return (
    covered(
      slots(
        failures.map(({ at }) => Date.parse(at)),
        pace.reads,
      ),
    ) / 1000
  );
}

/** The same of writes. */
export function writesFailingSeconds(report: Pick<WriterReport, "failures">): number {
  return covered(failedSlots(report)) / 1000;
}

/** Writes do not wait for each other, so a time without any is one in which the cluster acknowledged none. */
export function stalledSeconds(report: WriterReport): number {
  return covered([stall(report)]) / 1000;
}

/**
 * For how long one could not write: the longest time without an acknowledged write, and every time in which writes were
 * sent that failed. What both cover counts once; what only one of them covers counts as well, so this is never less than
 * either: writes may fail long after the longest stall, as when a machine comes back.
 */
export function unwritableSeconds(report: WriterReport): number {
  return covered([stall(report), ...failedSlots(report)]) / 1000;
}

function failedSlots({ failures }: Pick<WriterReport, "failures">): readonly Interval[] {
  return slots(
    failures.map(({ at }) => at),
    pace.writes,
  );
}

/** The times for which requests stand that were sent at some moments, so many in each second. */
function slots(sent: readonly number[], perSecond: number): readonly Interval[] {
  return sent.map((from) => ({ from, to: from + 1000 / perSecond }));
}

/** The longest time without an acknowledged write, but for what the writer's own pace leaves between two. */
function stall({ began, ended, acknowledged }: WriterReport): Interval {
  const moments = acknowledged.map(({ at }) => at);
  const { from, to } = longestGap(moments, { from: began, to: ended });
  return { from: Math.min(to, from + 1000 / pace.writes), to };
}
