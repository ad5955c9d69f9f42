import { changeMoments, destroyMoments, type Moment, upMoments } from "./moments";
import type { Cut } from "./cut";
import type { Size } from "./converged";

/** The configuration of a stack. */
export type Config = Readonly<Record<string, string | number>>;

/** An operation that is cut off, how, and when. */
export interface CutOff {
  readonly moment: Moment;
  readonly cut: Cut;
}

/** The life of a cluster in which each operation is cut off once: it is made, changed and destroyed. */
export interface Round {
  readonly size: Size;
  readonly up: CutOff;
  /** What is changed, before and after; the change is cut off. */
  readonly change: CutOff & { readonly from: Config; readonly to: Config; readonly workers: number };
  readonly destroy: CutOff;
}

const small: Size = { controlPlanes: 1, workers: 1 };
const large: Size = { controlPlanes: 3, workers: 1 };

/** Ways to change a cluster; each `from` fits a cluster of one worker. */
const changes = {
  grow: { from: { workers: 1 }, to: { workers: 2 }, workers: 2 },
  shrink: { from: { workers: 2 }, to: { workers: 1 }, workers: 1 },
  label: { from: { workers: 1 }, to: { workers: 1, nodeLabels: "{worker-0: {zone: a}}" }, workers: 1 },
} as const satisfies Readonly<Record<string, Pick<Round["change"], "from" | "to" | "workers">>>;

const byGroup = (moment: Moment): CutOff => ({ moment, cut: "killed by group" });
const byAll = (moment: Moment): CutOff => ({ moment, cut: "killed with all that it started" });
const byKey = (moment: Moment): CutOff => ({ moment, cut: "interrupted" });

/** Every moment of each operation, killed in either way, and each operation interrupted once. */
export const rounds: readonly Round[] = [
  {
    size: small,
    up: byAll(upMoments.network),
    change: { ...changes.grow, ...byGroup(changeMoments.newKeys) },
    destroy: byGroup(destroyMoments.begin),
  },
  {
    size: small,
    up: byGroup(upMoments.keys),
    change: { ...changes.grow, ...byAll(changeMoments.newMachine) },
    destroy: byAll(destroyMoments.forward),
  },
  {
    size: small,
    up: byAll(upMoments.loadBalancer),
    change: { ...changes.grow, ...byGroup(changeMoments.newJoin) },
    destroy: byGroup(destroyMoments.sweep),
  },
  {
    size: small,
    up: byGroup(upMoments.bootstrap),
    change: { ...changes.grow, ...byAll(changeMoments.newNode) },
    destroy: byAll(destroyMoments.firstGone),
  },
  {
    size: small,
    up: byGroup(upMoments.learner),
    change: { ...changes.grow, ...byAll(changeMoments.newCertificate) },
    destroy: byGroup(destroyMoments.someGone),
  },
  {
    size: small,
    up: byGroup(upMoments.permissions),
    change: { ...changes.shrink, ...byGroup(changeMoments.leaving) },
    destroy: byAll(destroyMoments.lastLeft),
  },
  {
    size: small,
    up: byAll(upMoments.api),
    change: { ...changes.shrink, ...byAll(changeMoments.drained) },
    destroy: byGroup(destroyMoments.allGone),
  },
  {
    size: small,
    up: byGroup(upMoments.promoted),
    change: { ...changes.shrink, ...byAll(changeMoments.removing) },
    destroy: byAll(destroyMoments.namespace),
  },
  {
    size: small,
    up: byAll(upMoments.services),
    change: { ...changes.label, ...byGroup(changeMoments.labelling) },
    destroy: byGroup(destroyMoments.state),
  },
  {
    size: small,
    up: byGroup(upMoments.worker),
    change: { ...changes.label, ...byAll(changeMoments.labelling) },
    destroy: byAll(destroyMoments.forgotten),
  },
  {
    size: small,
    up: byKey(upMoments.verification),
    change: { ...changes.grow, ...byKey(changeMoments.newCertificate) },
    destroy: byKey(destroyMoments.someGone),
  },
  {
    size: large,
    up: byAll(upMoments.secondMachine),
    change: { ...changes.shrink, ...byKey(changeMoments.drained) },
    destroy: byGroup(destroyMoments.someGone),
  },
  {
    size: large,
    up: byGroup(upMoments.secondLearner),
    change: { ...changes.grow, ...byAll(changeMoments.newNode) },
    destroy: byAll(destroyMoments.someGone),
  },
  {
    size: large,
    up: byAll(upMoments.draining),
    change: { ...changes.label, ...byAll(changeMoments.labelling) },
    destroy: byAll(destroyMoments.sweep),
  },
  {
    size: large,
    up: byGroup(upMoments.removed),
    change: { ...changes.shrink, ...byGroup(changeMoments.removing) },
    destroy: byGroup(destroyMoments.firstGone),
  },
];
