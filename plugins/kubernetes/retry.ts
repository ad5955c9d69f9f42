import { setTimeout as delay } from "node:timers/promises";
import type { Context } from "../shared/provider";
import { isNotFound, messageOf, NoMatchError } from "./cluster/errors";

/**
 * Pauses between the tries to create an object whose namespace or definition is not there: both
 * may be on the way, made by somebody else or not yet established. The figures are the official
 * plugin's: seven tries in 63 s.
 */
const PAUSES_SECONDS = [1, 2, 4, 8, 16, 32];

/** Runs `attempt` until it succeeds, fails for another reason, or the last try has failed. */
export async function whileMissing<T>(attempt: () => Promise<T>, { log, signal }: Context): Promise<T> {
  for (const [tried, pause] of PAUSES_SECONDS.entries()) {
    try {
      return await attempt();
    } catch (error) {
      if (!isNotFound(error) && !(error instanceof NoMatchError)) throw error;
      log.status("info", `Retry #${tried}; creation failed: ${messageOf(error)}`);
      // An interrupted pause leaves the next try to say what is missing.
      await delay(pause * 1000, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) throw error;
    }
  }
  return attempt();
}
