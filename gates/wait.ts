import { failureOf } from "../checks/clients/failures";
import { slownessOf } from "../topology/patience";
import { causeIn } from "./causes";
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

/** The bounds of a wait that asks for none of its own, on a host of the usual pace. */
const usualLimits = { total: 900_000, interval: 200, reminder: 15_000 } as const;

/**
 * The same by the patience of the gate program, in milliseconds. A slow host, which is given more of it, has as much more
 * time in all, and is asked as much less often: each look costs its API servers and etcd work.
 */
export function limitsFor(patience: number): Limits {
  const slower = slownessOf(patience);
  const { total, interval, reminder } = usualLimits;
  return { patience, total: total * slower, interval: interval * slower, reminder };
}

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
  /** The likely cause when nothing changes any more and the last state does not tell it. */
  readonly why: string;
  readonly remedy: string;
  /** A closer look when the wait is given up: what stands behind the last state. */
  readonly closerLook?: () => Promise<string>;
  readonly limits?: Partial<Limits>;
}

/**
 * Waits for a goal as long as there is progress: patience runs from the last state that had not been seen
 * before, so that a server which flaps between two errors does not keep the wait alive.
 * Throws a `GateFailure` when it gives up and the signal's reason when it is interrupted.
 */
export async function waitFor<T>(gate: GateContext, wait: Wait<T>): Promise<T> {
  const limits = { ...limitsFor(gate.patience), ...wait.limits };
  const { now } = gate.clock;
  const started = now();
  const seen = new Set<string>();
  let last = "";
  let progressed = started;
  let shown = started;

  for (;;) {
    const observation = await look(gate, wait);
    const time = now();
    if (observation.state !== last) {
      last = observation.state;
      shown = time;
      gate.say(`${wait.subject}: ${last}, ${duration(time - started)}`);
    }
    if (observation.done) return observation.value;
    if (!seen.has(last)) progressed = time;
    seen.add(last);

    if (time - progressed >= limits.patience || time - started >= limits.total)
      throw await givenUp(gate, wait, {
        what: `gave up waiting for ${wait.goal} after ${duration(time - started)}`,
        since: progressed,
        seen: last,
      });
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
    if (!failure.passing)
      throw await givenUp(gate, wait, {
        what: `cannot wait for ${wait.goal}`,
        since: gate.clock.now(),
        seen: failure.text,
      });
    return { done: false, state: failure.text };
  }
}

interface End {
  readonly what: string;
  /** The time of the last state that was new. */
  readonly since: number;
  readonly seen: string;
}

async function givenUp<T>(
  { clock, signal }: GateContext,
  { where, why, remedy, closerLook }: Wait<T>,
  { what, since, seen }: End,
): Promise<GateFailure> {
  const passed = clock.now() - since;
  const moment = new Date(clock.date().getTime() - passed).toISOString().slice(0, 19).replace("T", " ");
  const closer = await closerLook?.();
  if (signal.aborted) throw reasonOf(signal);
  const all = closer === undefined ? seen : `${seen}; ${closer}`;
  return new GateFailure({
    what,
    where,
    since: `${moment} UTC, for ${duration(passed)}`,
    seen: all,
    why: causeIn(all) ?? why,
    remedy,
  });
}

/** Whole seconds below a minute, minutes and seconds above: "3 s", "2m", "2m5s". */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)}m${seconds % 60 === 0 ? "" : `${seconds % 60}s`}`;
}
