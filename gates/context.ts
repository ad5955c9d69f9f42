/** Time as the gates see it; the tests' clock does not wait. */
export interface Clock {
  /** Milliseconds since some fixed point; never goes back. */
  readonly now: () => number;
  /** The time of day, to compare with times that servers wrote and to find the moment in a log; somebody may set it. */
  readonly date: () => Date;
  /** Resolves after this time; rejects with the signal's reason as soon as that is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** What every gate has from the program that runs it. */
export interface GateContext {
  readonly clock: Clock;
  /** Shows one line of progress to the user; never given secrets. */
  readonly say: (line: string) => void;
  /** Aborted when the gate shall end: with an `Interrupted`, or when it is done. */
  readonly signal: AbortSignal;
  /** How long a wait sees no new state before it gives up, in milliseconds, where it does not say so itself. */
  readonly patience: number;
}

/** The reason with which the user or Pulumi ends a gate; every gate can be run again from where it was. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor(readonly by: NodeJS.Signals) {
    super(`interrupted by ${by}; the next "pulumi up" continues from here`);
  }
}

/** A gate that cannot reach its goal, in the parts that every error of the program has. */
export interface Problem {
  /** What could not be done, as a sentence without a full stop. */
  readonly what: string;
  /** The machine, address or object that it is about. */
  readonly where: string;
  /** Since when nothing goes on: a time by the clock on the wall, and how long ago that is. */
  readonly since?: string;
  /** What was seen last. */
  readonly seen?: string;
  /** The likely cause. */
  readonly why: string;
  readonly remedy: string;
}

/** Ends a gate; its message is meant for the user and needs no stack trace. */
export class GateFailure extends Error {
  override readonly name = "GateFailure";

  constructor(readonly problem: Problem) {
    super(describe(problem));
  }
}

function describe({ what, where, since, seen, why, remedy }: Problem): string {
  const parts = [
    what,
    `  where:  ${where}`,
    ...(since === undefined ? [] : [`  since:  ${since}`]),
    ...(seen === undefined ? [] : [`  seen:   ${seen}`]),
    `  why:    ${why}`,
    `  remedy: ${remedy}`,
  ];
  return parts.join("\n");
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        reject(reasonOf(signal));
      };
      const timer = setTimeout(() => {
        signal.removeEventListener("abort", stop);
        resolve();
      }, ms);
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop, { once: true });
    }),
};

/** Why a signal was aborted, as an error. */
export function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error("ended");
}
