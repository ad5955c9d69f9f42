import { type Budget, limitsIn } from "../budget";
import type { GateContext } from "../context";
import type { Limits } from "../wait";

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

/** The bounds of a wait; on a slow host there is as much more time as the gate program's patience is longer. */
export function limitsOf(gate: Pick<GateContext, "patience">, name: BudgetName): Limits {
  return limitsIn(gate, budgets[name]);
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
