import { failureOf } from "../checks/clients/failures";
import { type GateContext, GateFailure, reasonOf } from "./context";

/** What one look at the cluster showed. */
export type Observation<T> =
  | { readonly done: true; readonly state: string; readonly value: T }
  | { readonly done: false; readonly state: string };

/** The bounds of a wait, in milliseconds. */
export interface Limits {
  /** How long no new state may be seen. */
  readonly patience: number;
  /** How long the wait may take although there is progress. */
  readonly total: number;
  /** Time between two looks; a cluster comes up in tens of seconds, in steps of less than one. */
  readonly interval: number;
  /** How often an unchanged state is shown again. */
  readonly reminder: number;
}

/** The bounds of a wait that asks for none of its own. */
export const usualLimits: Limits = { patience: 120_000, total: 900_000, interval: 200, reminder: 15_000 };

/** Something to wait for. */
export interface Wait<T> {
  /** What the lines of progress begin with, for example "etcd". */
  readonly subject: string;
  /** Completes "waiting for …", for example "master-1 to be a voting member". */
  readonly goal: string;
  /** The machine, address or object that is looked at. */
  readonly where: string;
  /**
   * Looks, and does what brings the cluster nearer to the goal; must be safe to repeat. A failed request is
   * a state like any other.
   */
  readonly observe: () => Promise<Observation<T>>;
  /** The likely cause when nothing changes any more. */
  readonly why: string;
  readonly remedy: string;
  readonly limits?: Partial<Limits>;
}

/**
 * Waits for a goal as long as there is progress: patience runs from the last state that had not been seen
 * before, so that a server which flaps between two errors does not keep the wait alive.
 * Throws a `GateFailure` when it gives up and the signal's reason when it is interrupted.
 */
export async function waitFor<T>(gate: GateContext, wait: Wait<T>): Promise<T> {
  const limits = { ...usualLimits, ...wait.limits };
  const { now } = gate.clock;
  const started = now();
  const seen = new Set<string>();
  let last = "";
  let changed = started;
  let progressed = started;
  let shown = started;

  for (;;) {
    const observation = await look(gate, wait);
    const time = now();
    if (observation.state !== last) {
      last = observation.state;
      changed = shown = time;
      gate.say(`${wait.subject}: ${last}, ${duration(time - started)}`);
    }
    if (observation.done) return observation.value;
    if (!seen.has(last)) progressed = time;
    seen.add(last);

    if (time - progressed >= limits.patience || time - started >= limits.total)
      throw givenUp(
        wait,
        `gave up waiting for ${wait.goal} after ${duration(time - started)}`,
        `${last}, unchanged for ${duration(time - changed)}`,
      );
    if (time - shown >= limits.reminder) {
      shown = time;
      const left = Math.min(limits.patience - (time - progressed), limits.total - (time - started));
      gate.say(`waiting up to ${duration(left)} more for ${wait.goal} (last: ${last})`);
    }
    await gate.clock.sleep(limits.interval, gate.signal);
  }
}

/** One request that is repeated until it is answered, so it must be safe to repeat. */
export interface Request<T> {
  readonly subject: string;
  /** Completes "waiting for …", for example "the bootstrap machine to be told". */
  readonly goal: string;
  readonly where: string;
  readonly send: () => Promise<T>;
  /** The line of progress once it is answered. */
  readonly state: (answer: T) => string;
}

/** Sends a request to the API until it is answered; the load balancer may just be changing its mind. */
export async function untilAnswered<T>(gate: GateContext, request: Request<T>): Promise<T> {
  return waitFor(gate, {
    ...request,
    observe: async () => {
      const value = await request.send();
      return { done: true, state: request.state(value), value };
    },
    why: "the Kubernetes API does not answer, or refuses",
    remedy: "look at the API servers and the load balancer, then run the same command again",
  });
}

async function look<T>(gate: GateContext, wait: Wait<T>): Promise<Observation<T>> {
  try {
    return await wait.observe();
  } catch (error) {
    if (gate.signal.aborted) throw reasonOf(gate.signal);
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    if (!failure.passing) throw givenUp(wait, `cannot wait for ${wait.goal}`, failure.text);
    return { done: false, state: failure.text };
  }
}

function givenUp<T>({ where, why, remedy }: Wait<T>, what: string, seen: string): GateFailure {
  return new GateFailure({ what, where, seen, why, remedy });
}

/** Whole seconds below a minute, minutes and seconds above: "3 s", "2m", "2m5s". */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)}m${seconds % 60 === 0 ? "" : `${seconds % 60}s`}`;
}
