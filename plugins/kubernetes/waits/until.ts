import { setTimeout as delay } from "node:timers/promises";
import { ApiError, messageOf } from "../cluster/errors";
import type { Verdict } from "./wait";
import { waiting } from "./wait";

export interface Waiting {
  /** Looks at the cluster and judges; called again whenever a watch says that something happened. */
  readonly judge: (waitedMs: number) => Promise<Verdict>;
  /** Each begins a watch; its events are only taken as a sign to look again. */
  readonly watches: readonly Watch[];
  readonly timeoutMs: number;
  /** Ends the waiting when the user interrupts the operation. */
  readonly cancelled: AbortSignal;
  /** Told each time what is seen changes. */
  readonly say: (text: string) => void;
}

export type Watch = (over: AbortSignal) => Promise<AsyncIterable<unknown>>;

export type Outcome =
  | { readonly end: "ready" }
  | { readonly end: "failed" | "timedOut" | "cancelled"; readonly problems: readonly string[] };

/** An API server that restarts is asked again after this time, a broken watch opened anew. */
const RECONNECT_MS = 1000;

/** Waits until the judge is satisfied, time runs out or the user interrupts. Never fails for want of a connection. */
export async function until({ judge, watches, timeoutMs, cancelled, say }: Waiting): Promise<Outcome> {
  const started = performance.now();
  const bell = new Bell();
  const over = new AbortController();
  const ring = (): void => {
    bell.ring();
  };
  // A timer may fire before the clock shows the time it was set to, and the clock may be set back.
  const deadline = new AbortController();
  deadline.signal.addEventListener("abort", ring);
  const timer = setTimeout(() => {
    deadline.abort();
  }, timeoutMs);
  cancelled.addEventListener("abort", ring);
  for (const watch of watches) void listen(watch, over.signal, ring);
  let said = "";
  try {
    for (;;) {
      const isLate = deadline.signal.aborted;
      const verdict = await judge(performance.now() - started).catch(unanswered);
      if (verdict.state === "ready") return { end: "ready" };
      if (verdict.state === "failed") return { end: "failed", problems: verdict.problems };
      const { problems, seen } = verdict;
      if (cancelled.aborted) return { end: "cancelled", problems };
      if (isLate) return { end: "timedOut", problems };
      if (seen !== said) say((said = seen));
      await bell.heard(verdict.againInMs);
    }
  } finally {
    over.abort();
    clearTimeout(timer);
    cancelled.removeEventListener("abort", ring);
  }
}

/** An answer of the API server counts; that there is none now is only one more thing to wait out. */
function unanswered(error: unknown): Verdict {
  if (error instanceof ApiError && error.code < 500 && error.code !== 429) throw error;
  return { ...waiting(messageOf(error), [messageOf(error)]), againInMs: RECONNECT_MS };
}

async function listen(watch: Watch, over: AbortSignal, ring: () => void): Promise<void> {
  while (!over.aborted) {
    try {
      const events = (await watch(over))[Symbol.asyncIterator]();
      // What happened before the watch began is in no event: an object may be gone already.
      do ring();
      while ((await events.next()).done !== true);
    } catch {
      // The judge asks the same API server and says why it does not answer.
    }
    await delay(RECONNECT_MS, undefined, { signal: over }).catch(() => undefined);
  }
}

/** Remembers that it rang while nobody listened, so that no event is lost during a look. */
class Bell {
  #rang = false;
  #wake: () => void = () => undefined;

  ring(): void {
    this.#rang = true;
    this.#wake();
  }

  async heard(orAfterMs?: number): Promise<void> {
    const again =
      orAfterMs === undefined
        ? undefined
        : setTimeout(() => {
            this.ring();
          }, orAfterMs);
    if (!this.#rang) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#rang = false;
    clearTimeout(again);
  }
}
