/** How long a fault waits for a cluster that is healthy, in milliseconds: the fault before it has waited already. */
const beforehandMilliseconds = 60_000;

/** Waits until a cluster is healthy, for so many milliseconds; rejects where it is not. */
export type UntilHealthy = (limit: number) => Promise<void>;

/** Does something to a cluster that is healthy, and leaves it healthy; rejects where either fails. */
export type OnHealthyCluster = <Value>(act: () => Promise<Value>) => Promise<Value>;

/**
 * What several faults are tried by, each on a healthy cluster, or else nothing that it does could be told from what was
 * there before. Each ends with a cluster that was found healthy; after one that did not, the cluster is waited for, and
 * after a wait in vain the next ones only look, until it is healthy again.
 */
export function onHealthyCluster(untilHealthy: UntilHealthy): OnHealthyCluster {
  let [known, limit] = [false, beforehandMilliseconds];
  return async (act) => {
    if (!known) {
      try {
        await untilHealthy(limit);
        limit = beforehandMilliseconds;
      } catch (error) {
        limit = 0;
        throw new Error(`not tried on a cluster that is not healthy: ${String(error)}`, { cause: error });
      }
    }
    known = false;
    const value = await act();
    known = true;
    return value;
  };
}
