import type { Measure } from "../../ha/measure";

/** What a fault costs that nobody notices. */
export const quiet: Omit<Measure, "fault"> = {
  requests: 100,
  failedRequests: 0,
  failing: 0,
  slowest: 1,
  writes: 50,
  failedWrites: 0,
  writesFailing: 0,
  slowestFailedWrite: 0,
  stalled: 0,
  unwritable: 0,
  lost: 0,
  recovery: 3,
};
