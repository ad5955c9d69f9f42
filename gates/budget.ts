import { slownessOf } from "../topology/patience";
import type { GateContext } from "./context";
import type { Limits } from "./wait";

/** How long something may take, in minutes. */
export interface Budget {
  /** In all. */
  readonly total: number;
  /** Without a new state: programs are pulled and machines started anew meanwhile, of which nothing is seen. */
  readonly patience: number;
  readonly why: string;
}

/** How often a cluster is looked at that comes up in minutes, and how often an unchanged state is shown; in milliseconds. */
const looks = { interval: 2000, reminder: 60_000 } as const;

/** The bounds of a wait, given in minutes; on a slow host there is as much more time as the gate program's patience is longer. */
export function limitsIn(
  { patience: ofProgram }: Pick<GateContext, "patience">,
  { total, patience }: Pick<Budget, "total" | "patience">,
): Limits {
  const slower = slownessOf(ofProgram);
  return {
    total: total * 60_000 * slower,
    patience: patience * 60_000 * slower,
    interval: looks.interval * slower,
    reminder: looks.reminder,
  };
}
