import { changeMoments, destroyMoments, type Moment, upMoments } from "./moments";
import type { Cut } from "./cut";
import type { Size } from "./converged";

/** The configuration of a stack. */
export type Config = Readonly<Record<string, unknown>>;

/** A moment at which an operation is cut off, and how. */
export interface CutOff {
  readonly moment: Moment;
  readonly cut: Cut;
}

/** A changing `up`: what is asked for, and how many workers there are then. */
export interface Change {
  readonly to: Config;
  readonly workers: number;
  readonly cuts: readonly CutOff[];
}

/**
 * The life of a cluster: it is made, changed and destroyed. Where an operation has several cuts, each run is cut off
 * where its moment comes, and the next goes on; after the last one comes the run that has to complete it.
 */
export interface Round {
  readonly size: Size;
  readonly up: readonly CutOff[];
  readonly changes: readonly Change[];
  readonly destroy: readonly CutOff[];
}

const group = (moment: Moment): CutOff => ({ moment, cut: "killed by group" });
const all = (moment: Moment): CutOff => ({ moment, cut: "killed with all that it started" });
const key = (moment: Moment): CutOff => ({ moment, cut: "interrupted" });

const one: Size = { controlPlanes: 1, workers: 1 };
const oneOfTwo: Size = { controlPlanes: 1, workers: 2 };
const three: Size = { controlPlanes: 3, workers: 1 };

const grow = (...cuts: readonly CutOff[]): Change => ({ to: { workers: 2 }, workers: 2, cuts });
const shrink = (...cuts: readonly CutOff[]): Change => ({ to: { workers: 1 }, workers: 1, cuts });
const label = (...cuts: readonly CutOff[]): Change => ({
  to: { workers: 1, nodeLabels: { "worker-0": { zone: "a" } } },
  workers: 1,
  cuts,
});

const flag = (...cuts: readonly CutOff[]): Change => ({
  to: { workers: 1, apiServerFlags: { "event-ttl": "2h" } },
  workers: 1,
  cuts,
});

const u = upMoments;
const c = changeMoments;
const d = destroyMoments;

/** Each moment by itself, killed in either way, and each operation interrupted by Ctrl-C once. */
const single: readonly (readonly [Size, CutOff, Change, CutOff])[] = [
  [one, all(u.network), grow(group(c.newKeys)), group(d.begin)],
  [one, group(u.keys), grow(all(c.newMachine)), all(d.forward)],
  [one, all(u.loadBalancer), grow(group(c.newJoin)), group(d.sweep)],
  [one, group(u.bootstrap), grow(all(c.newNode)), all(d.firstGone)],
  [one, group(u.learner), grow(all(c.newCertificate)), group(d.someGone)],
  [oneOfTwo, group(u.permissions), shrink(group(c.leaving)), all(d.lastLeft)],
  [oneOfTwo, all(u.api), shrink(all(c.drained)), group(d.allGone)],
  [oneOfTwo, group(u.promoted), shrink(all(c.removing)), all(d.namespace)],
  [one, all(u.services), label(group(c.labelling)), group(d.state)],
  [one, group(u.worker), label(all(c.labelling)), all(d.forgotten)],
  [one, key(u.verification), grow(key(c.newCertificate)), key(d.someGone)],
  [three, all(u.secondMachine), grow(group(c.newNode)), group(d.firstGone)],
  [three, group(u.secondLearner), flag(all(c.stopped)), all(d.someGone)],
  [three, all(u.draining), grow(all(c.newJoin)), all(d.sweep)],
  [three, group(u.removed), flag(group(c.writing)), group(d.lastLeft)],
];

/** Every moment on one cluster, one after the other: what one cut leaves meets what the next does. */
const chained: Round = {
  size: three,
  up: [
    ...[all(u.network), group(u.keys), all(u.loadBalancer), group(u.bootstrap), key(u.api)],
    ...[group(u.permissions), all(u.learner), group(u.promoted), group(u.services), all(u.secondMachine)],
    ...[group(u.secondLearner), all(u.draining), group(u.removed), all(u.worker), group(u.verification)],
  ],
  changes: [
    grow(all(c.newKeys), all(c.newMachine), all(c.newJoin), key(c.newCertificate), group(c.newNode)),
    shrink(group(c.leaving), all(c.drained), all(c.removing)),
    label(group(c.labelling), all(c.labelling)),
    flag(group(c.writing), all(c.stopped), group(c.stopped), key(c.restarted)),
  ],
  destroy: [
    ...[
      group(d.begin),
      group(d.forward),
      all(d.forgotten),
      group(d.sweep),
      all(d.firstGone),
      group(d.someGone),
      key(d.lastLeft),
    ],
    ...[all(d.allGone), group(d.namespace), all(d.state)],
  ],
};

/** All rounds; `make test` runs one of them. */
export const rounds: readonly Round[] = [
  ...single.map(([size, up, change, destroy]) => ({ size, up: [up], changes: [change], destroy: [destroy] })),
  chained,
];
