import { setTimeout as delay } from "node:timers/promises";
import { type Machine, machinesOf } from "../../topology/plan";
import { isHealthy } from "../faults/try-fault";
import { leaderOf } from "./etcd";
import { whileItLasts } from "./expected";
import type { Fault, Target } from "./faults";
import { holderOf } from "./holder";
import { faultKinds, heldSeconds } from "./kinds";
import { type HaSubject, look, type Look } from "./look";
import { lookAs, type Looked, type Looks } from "./looks";
import { underLoad, type UnderLoad } from "./under-load";
import { whileFaulty } from "./while-faulty";

/** What is seen of a cluster around a fault. */
export interface Seen {
  /** To whom it happened. */
  readonly machines: readonly string[];
  /** When it happened, in milliseconds since 1970. */
  readonly at: number;
  readonly before: Look;
  /** When the promised time was over; undefined where none is promised. */
  readonly during: Looked | undefined;
  readonly after: Look;
  /** From the end of the fault until every health check passed, in seconds. */
  readonly recovery: number;
}

/** What one run of a fault did. */
export type Outcome = UnderLoad<Seen> & { readonly fault: Fault };

/** How a fault is tried. */
export interface Trial {
  /** What the names of the objects begin with that are written meanwhile. */
  readonly prefix: string;
  readonly looks: Looks;
}

/** Lets a fault happen under load, looks at the cluster before it, during it and after it, and heals it. */
export async function tryFault(subject: HaSubject, fault: Fault, { prefix, looks }: Trial): Promise<Outcome> {
  const machines = await machinesMeantBy(subject, fault.target);
  const before = await look(subject, []);
  const load = await underLoad(subject, prefix, async () => {
    const fell = await undergo(subject, fault, { machines, looks });
    const healed = Date.now();
    await isHealthy(subject.stack);
    const recovery = (Date.now() - healed) / 1000;
    return { ...fell, before, after: await look(subject, []), recovery };
  });
  return { ...load, value: { ...load.value, machines: machines.map(({ name }) => name) }, fault };
}

/** The machines that a target stands for now. */
async function machinesMeantBy(subject: HaSubject, target: Target): Promise<readonly Machine[]> {
  switch (target.is) {
    case "a machine":
      return [target.machine];
    case "the holder":
      return [await holderOf(subject)];
    case "the leader":
      return [await leaderOf(subject)];
    case "all machines":
      return machinesOf(subject.plan);
  }
}

/** It is healed however the look at it ends: the next fault is to find a cluster that is whole. */
async function undergo(
  subject: HaSubject,
  fault: Fault,
  { machines, looks }: { readonly machines: readonly Machine[]; readonly looks: Looks },
): Promise<Pick<Seen, "at" | "during">> {
  const { bound } = fault;
  const { inject, lasts } = faultKinds[fault.kind];
  const promised = whileItLasts(subject.plan, fault);
  const at = Date.now();
  const injections = machines.map(({ name }) => inject(subject.stack, name));
  return whileFaulty(injections, async () => {
    if (bound !== undefined) await until(at, bound);
    const during = promised && (await lookAs(looks, promised, () => look(subject, machines)));
    if (lasts === "held") await until(at, heldSeconds);
    return { at, during };
  });
}

/** Waits until so many seconds have gone since a moment: they are part of the fault. */
async function until(moment: number, seconds: number): Promise<void> {
  await delay(Math.max(0, moment + seconds * 1000 - Date.now()));
}
