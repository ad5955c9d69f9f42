import { slownessOf } from "../../topology/patience";
import type { GateContext } from "../context";
import type { Limits } from "../wait";

/** How long something may take, in minutes. */
interface Budget {
  /** In all. */
  readonly total: number;
  /** Without a new state. */
  readonly patience: number;
  readonly why: string;
}

/** The waits for a cluster that stands already (facts: microshift.md, B8 and B11); the first start has the user's minutes. */
export const budgets = {
  join: {
    total: 30,
    patience: 15,
    why: "a node was seen Ready after three to seven minutes; it pulls images meanwhile, of which nothing is seen",
  },
  settle: {
    total: 20,
    patience: 10,
    why: "OVN's pods are replaced one after the other on each control plane, which heals within two minutes each",
  },
  address: {
    total: 20,
    patience: 10,
    why: "kube-vip is pulled on the control planes before one of them has the address",
  },
  convergence: {
    total: 30,
    patience: 15,
    why: "what runs everywhere is pulled by the node that came last",
  },
} as const satisfies Readonly<Record<string, Budget>>;

/** The name of a budget. */
export type BudgetName = keyof typeof budgets;

/** How often a cluster is looked at that comes up in minutes, and how often an unchanged state is shown; in milliseconds. */
const looks = { interval: 2000, reminder: 60_000 } as const;

/** The bounds of a wait; on a slow host there is as much more time as the gate program's patience is longer. */
export function limitsOf(gate: Pick<GateContext, "patience">, name: BudgetName): Limits {
  const { total, patience } = budgets[name];
  return limitsIn(gate, { total, patience });
}

/** The bounds of all waits of a first start together: each has what the ones before it have left of the minutes. */
export class FirstStart {
  private readonly began: number;

  constructor(
    private readonly gate: GateContext,
    private readonly minutes: number,
  ) {
    this.began = gate.clock.now();
  }

  /** The bounds of a wait that begins now. Pulling images takes most of the time, and nothing is seen of it meanwhile. */
  limits(): Limits {
    const all = limitsIn(this.gate, { total: this.minutes, patience: this.minutes });
    const left = all.total - (this.gate.clock.now() - this.began);
    return { ...all, total: left, patience: left };
  }
}

function limitsIn(
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
