import { isDeepStrictEqual } from "node:util";
import type { Look } from "./look";

/**
 * How a cluster is looked at when the promised time of a fault is over. `once` is for the suite that measures how fast it
 * is; `until as promised` for whether it answers at all while the fault lasts, on a host of which nobody knows how fast it
 * is.
 */
export type Looks = "once" | "until as promised";

const patienceMilliseconds = 60_000;

/** What was seen of a cluster while a fault lasted. */
export interface Looked {
  readonly look: Look;
  /** When the look began that this one is, in seconds after the first one, of which it is 0. */
  readonly late: number;
}

/** Looks once, or until what is seen is as promised; where that does not come it resolves to the last look. */
export async function lookAs(
  looks: Looks,
  promised: Partial<Look>,
  looking: () => Promise<Look>,
  limit = patienceMilliseconds,
): Promise<Looked> {
  const first = Date.now();
  for (let late = 0; ; late = Date.now() - first) {
    const look = await looking();
    if (looks === "once" || isAsPromised(look, promised) || late > limit) return { look, late: late / 1000 };
  }
}

function isAsPromised(look: Look, promised: Partial<Look>): boolean {
  return isDeepStrictEqual({ ...look, ...promised }, look);
}
