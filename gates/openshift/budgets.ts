import { type Budget, limitsIn } from "../budget";
import type { GateContext } from "../context";
import type { Limits } from "../wait";

/** The waits for an OpenShift cluster, with the real installer's times where it has one (facts: openshift-hard-way.md, 9.1). */
export const budgets = {
  api: {
    total: 20,
    patience: 20,
    why: "the installer's for the API: the machine pulls the release and starts etcd before anything answers",
  },
  bootkube: {
    total: 45,
    patience: 20,
    why: "the installer's for the whole bootstrap, of which these stages are a part",
  },
  controlPlane: {
    total: 45,
    patience: 30,
    why: "the installer's for the bootstrap; a machine starts anew with another image before its kubelet is seen at all",
  },
  settled: {
    total: 65,
    patience: 50,
    why: "20 for the boot of a machine and the 45 of its join, which gives up first and knows better why",
  },
  pivot: {
    total: 50,
    patience: 20,
    why: "the installer's 45 for the ConfigMap that says complete, and its 5 for etcd-bootstrap to leave after that",
  },
  worker: {
    total: 40,
    patience: 30,
    why: "the installer counts workers to the initialization, which ends when routers run on them",
  },
  initialization: {
    total: 40,
    patience: 20,
    why: "the installer's for the ClusterVersion, which says a new percentage meanwhile",
  },
  convergence: {
    total: 30,
    patience: 20,
    why: "the installer's for operators that have been quiet for half a minute",
  },
  smoke: {
    total: 20,
    patience: 20,
    why: "the installer has none: a worker pulls one image of the release, and everything else is there already",
  },
} as const satisfies Readonly<Record<string, Budget>>;

/** The name of a budget. */
export type BudgetName = keyof typeof budgets;

/** The names of all budgets. */
export const budgetNames = Object.keys(budgets) as readonly BudgetName[];

/** Other budgets than those of the table, in seconds. */
export type OwnBudgets = Readonly<Partial<Record<BudgetName, number | undefined>>>;

/** The bounds of a wait; on a slow host there is as much more time as the gate program's patience is longer. */
export function limitsOf(gate: Pick<GateContext, "patience">, name: BudgetName, own?: OwnBudgets): Limits {
  const { total, patience } = budgets[name];
  const ownSeconds = own?.[name];
  const minutes = ownSeconds === undefined ? total : ownSeconds / 60;
  return limitsIn(gate, { total: minutes, patience: Math.min(minutes, patience) });
}
