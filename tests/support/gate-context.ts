import { setMaxListeners } from "node:events";
import { type Clock, type GateContext, systemClock } from "../../gates/context";

/** A gate's context that keeps its lines of progress for the test to read. */
export interface RecordingContext extends GateContext {
  readonly lines: readonly string[];
  /** Ends what the gates of this context have left open. */
  readonly end: (reason?: Error) => void;
}

/** A context on the machine's clock, or on another. */
export function recordingContext(clock: Clock = systemClock): RecordingContext {
  const lines: string[] = [];
  const ending = new AbortController();
  // A test opens more connections under one context than a gate does.
  setMaxListeners(0, ending.signal);
  return {
    lines,
    clock,
    say: (line) => lines.push(line),
    signal: ending.signal,
    patience: 120_000,
    end: (reason) => {
      ending.abort(reason);
    },
  };
}

/** A line of progress without its time. */
export function untimed(line: string): string {
  return line.replace(/, \d+ s$/, "");
}

/** A clock on which sleeping takes no time; `sleeps` is called with the time after each. */
export function fakeClock(sleeps: (now: number) => void = () => undefined): Clock {
  let now = 1_000_000;
  return {
    now: () => now,
    date: () => new Date(now),
    sleep: (ms, signal) => {
      now += ms;
      sleeps(now - 1_000_000);
      return signal.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve();
    },
  };
}
