import type { ProberReport } from "../support/prober";
import { failingSeconds, stalledSeconds, unwritableSeconds, writesFailingSeconds } from "./times";
import type { WriterReport } from "./writer";

/** What was sent while something happened, and what became of it. */
export interface Counts {
  readonly requests: number;
  readonly failedRequests: number;
  /** How many writes were sent. */
  readonly writes: number;
  readonly failedWrites: number;
  /** How many of the acknowledged writes were not there afterwards. */
  readonly lost: number;
}

/** Counts what the prober and the writer noted. */
export function countsOf({ reads, writes, lost }: Pick<Counted, "reads" | "writes" | "lost">): Counts {
  return {
    requests: reads.requests,
    failedRequests: reads.failures.length,
    writes: writes.acknowledged.length + writes.failures.length,
    failedWrites: writes.failures.length,
    lost: lost.length,
  };
}

/** What one run of one fault cost. */
export interface Measure extends Counts {
  /** The fault's name, the same in all runs. */
  readonly fault: string;
  /** For how long a request that was sent at that time failed, in seconds. */
  readonly failing: number;
  /** The slowest answer of all, be it good or not, in seconds. */
  readonly slowest: number;
  /** For how long a write that was sent at that time failed, in seconds. */
  readonly writesFailing: number;
  /** The longest time that a write took to fail, in seconds; 0 where none failed. */
  readonly slowestFailedWrite: number;
  /** The longest time in which no write was acknowledged, beyond the writer's own pace, in seconds. */
  readonly stalled: number;
  /** For how long one could not write, be it that writes stalled or that they failed, in seconds. */
  readonly unwritable: number;
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
export function measureOf(counted: Counted): Measure {
  const { fault, reads, writes, recovery } = counted;
  return {
    fault,
    ...countsOf(counted),
    failing: failingSeconds(reads),
    slowest: reads.slowest / 1000,
    writesFailing: writesFailingSeconds(writes),
    slowestFailedWrite: Math.max(0, ...writes.failures.map(({ took }) => took)) / 1000,
    stalled: stalledSeconds(writes),
    unwritable: unwritableSeconds(writes),
    recovery,
  };
}
