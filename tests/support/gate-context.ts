import { type GateContext, systemClock } from "../../gates/context";

/** A gate's context that keeps its lines of progress for the test to read. */
export interface RecordingContext extends GateContext {
  readonly lines: readonly string[];
  /** Ends what the gates of this context have left open. */
  readonly end: () => void;
}

/** A context on the machine's clock. */
export function recordingContext(): RecordingContext {
  const lines: string[] = [];
  const ending = new AbortController();
  return {
    lines,
    clock: systemClock,
    say: (line) => lines.push(line),
    signal: ending.signal,
    end: () => {
      ending.abort();
    },
  };
}
