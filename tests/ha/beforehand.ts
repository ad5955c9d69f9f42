/** How long a fault waits for a cluster that is healthy, in milliseconds: the fault before it has waited already. */
const beforehandMilliseconds = 60_000;

/** Waits until a cluster is healthy, for so many milliseconds; rejects where it is not. */
export type UntilHealthy = (limit: number) => Promise<void>;

/**
 * What is waited for before each of several faults: a cluster that is healthy, or else nothing that the fault does can be
 * told from what was there before. After a wait in vain the next ones only look, until the cluster is healthy again.
 */
export function healthyBeforehand(untilHealthy: UntilHealthy): () => Promise<void> {
  let limit = beforehandMilliseconds;
  return async () => {
    try {
      await untilHealthy(limit);
      limit = beforehandMilliseconds;
    } catch (error) {
      limit = 0;
      throw new Error(`not tried on a cluster that is not healthy: ${String(error)}`, { cause: error });
    }
  };
}
