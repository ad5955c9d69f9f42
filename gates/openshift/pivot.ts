import type { GateContext } from "../context";
import { waitFor } from "../wait";
import { limitsOf, type OwnBudgets } from "./budgets";
import { criteria, type Criterion, lackOf, type PivotingCluster } from "./criteria";

/** The cluster that pivots, and the name of the machine that it pivots from. */
export interface OpenshiftPivot extends PivotingCluster {
  readonly bootstrap: { readonly name: string };
  readonly budgets?: OwnBudgets | undefined;
}

/**
 * Waits until nothing needs the bootstrap machine any more. It moves nothing: bootkube takes its own control plane away
 * and marks the bootstrap complete, and the etcd operator removes its member. Whoever powers the machine off before has
 * an etcd with a dead voter.
 */
export async function pivotOpenshift(
  gate: GateContext,
  { bootstrap, budgets, ...cluster }: OpenshiftPivot,
): Promise<{ bootstrap: "complete" }> {
  const all = Object.values<Criterion>(criteria);
  await waitFor(gate, {
    subject: "pivot",
    goal: `${bootstrap.name} to be needed no more`,
    where: bootstrap.name,
    observe: async () => {
      const looks = await Promise.all(all.map((criterion) => lackOf(cluster, criterion)));
      const missing = looks.flat();
      if (missing.length === 0)
        return { done: true, state: `${bootstrap.name} is needed no more`, value: undefined };
      const holding = looks.filter((lacks) => lacks.length === 0).length;
      return {
        done: false,
        state: `${holding} of ${all.length} criteria hold, not yet: ${missing.join("; ")}`,
      };
    },
    why: "an operator of the control plane does not get on; what is named first is the likely cause of the rest",
    remedy: `look at the operators' pods and at bootkube (journalctl -u bootkube on ${bootstrap.name}), then run "pulumi up" again`,
    limits: limitsOf(gate, "pivot", budgets),
  });
  return { bootstrap: "complete" };
}
