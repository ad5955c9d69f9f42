import type { ProberReport } from "../support/prober";
import { covered, longestGap } from "./intervals";
import type { WriterReport } from "./writer";

/** How often the prober sends each of its requests, and the writer one. */
export const pace = { reads: 10, writes: 5 } as const;

/** What one run of one fault cost. */
export interface Measure {
  /** The fault's name, the same in all runs. */
  readonly fault: string;
  readonly requests: number;
  readonly failedRequests: number;
  /** For how long a request that was sent at that time failed, in seconds. */
  readonly failing: number;
  /** The slowest answer of all, be it good or not, in seconds. */
  readonly slowest: number;
  readonly failedWrites: number;
  /** The longest time in which no write was acknowledged, beyond the writer's own pace, in seconds. */
  readonly stalled: number;
  /** How many of the acknowledged writes were not there afterwards. */
  readonly lost: number;
  /** From the end of the fault until every health check passed, in seconds. */
  readonly recovery: number;
}

/** What is known of one run of a fault. */
export interface Counted {
  readonly fault: string;
  readonly reads: ProberReport;
  readonly writes: WriterReport;
  /** The names of the acknowledged writes that were not there afterwards. */
  readonly lost: readonly string[];
  readonly recovery: number;
}

/** Makes figures of what was counted. */
export function measureOf({ fault, reads, writes, lost, recovery }: Counted): Measure {
  return {
    fault,
    requests: reads.requests,
    failedRequests: reads.failures.length,
    failing: failingSeconds(reads),
    slowest: reads.slowest / 1000,
    failedWrites: writes.failures.length,
    stalled: stalledSeconds(writes),
    lost: lost.length,
    recovery,
  };
}

/**
 * Each failed request stands for the time until the next one of its kind was sent. How long it took to fail does not
 * count: with a server that does not answer that is the client's own patience.
 */
export function failingSeconds({ failures }: ProberReport): number {
  const length = 1000 / pace.reads;
  const sent = failures.map(({ at }) => Date.parse(at));
  return covered(sent.map((from) => ({ from, to: from + length }))) / 1000;
}

/** Writes do not wait for each other, so a time without any is one in which the cluster acknowledged none. */
export function stalledSeconds({ began, ended, acknowledged }: WriterReport): number {
  const gap = longestGap(
    acknowledged.map(({ at }) => at),
    { from: began, to: ended },
  );
  return Math.max(0, gap - 1000 / pace.writes) / 1000;
}
