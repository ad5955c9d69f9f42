import { slownessOf } from "../../topology/patience";
import type { GateContext } from "../context";
import type { Limits } from "../wait";

/** How long something may take, in minutes. */
interface Budget {
  /** In all. */
  readonly total: number;
  /** Without a new state. Programs are pulled and machines started anew meanwhile, of which nothing is seen. */
  readonly patience: number;
  readonly why: string;
}

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

/** How often a cluster is looked at that comes up in minutes, and how often an unchanged state is shown; in milliseconds. */
const looks = { interval: 2000, reminder: 60_000 } as const;

/** The bounds of a wait; on a slow host there is as much more time as the gate program's patience is longer. */
export function limitsOf(
  { patience }: Pick<GateContext, "patience">,
  name: BudgetName,
  own?: OwnBudgets,
): Limits {
  const slower = slownessOf(patience);
  const { total, patience: still } = budgets[name];
  const seconds = own?.[name] ?? total * 60;
  return {
    total: seconds * 1000 * slower,
    patience: Math.min(seconds, still * 60) * 1000 * slower,
    interval: looks.interval * slower,
    reminder: looks.reminder,
  };
}
