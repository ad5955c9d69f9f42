import {
  bootstrapsOf,
  type ClusterPlan,
  controlPlaneHostsOf,
  etcdHostsOf,
  type Machine,
  nodesOf,
} from "../topology/plan";
import type { Sans } from "../topology/sans";
import { keyNameOf } from "./bundle";
import { type AuthorityName, type LeafName, leaves } from "./certificates/kubernetes";
import type { Holders, LeafOf, LeafSpec, Purpose, Subject } from "./spec";

/** One leaf certificate of the plan: an entry of the table, applied to one of its holders. */
export interface PlannedLeaf {
  /** The name of its key, as `keyNameOf` has it. */
  readonly name: string;
  /** The machine that gets certificate and key; undefined where the operators keep them. */
  readonly holder: Machine | undefined;
  readonly authority: AuthorityName;
  readonly purpose: Purpose;
  readonly subject: Subject;
  /** Empty where the purpose is to dial alone. */
  readonly sans: Sans;
  readonly days: number;
}

/**
 * All leaves of a plan in the order in which the boot needs them: those of etcd's own machines, the bootstrap machine's,
 * the operators', the control planes' in the order of their joins, the workers'.
 */
export function plannedLeaves(plan: ClusterPlan): readonly PlannedLeaf[] {
  const table: Readonly<Record<LeafName, LeafSpec<AuthorityName>>> = leaves;
  const all = (Object.keys(leaves) as LeafName[]).flatMap((name) => leavesOfSpec(plan, name, table[name]));
  const holders = [...plan.etcdMachines, ...bootstrapsOf(plan), undefined, ...nodesOf(plan)];
  return holders.flatMap((holder) => all.filter((leaf) => leaf.holder?.name === holder?.name));
}

function leavesOfSpec(
  plan: ClusterPlan,
  name: LeafName,
  spec: LeafSpec<AuthorityName>,
): readonly PlannedLeaf[] {
  switch (spec.holder) {
    case "operator":
      return [plannedLeaf(plan, name, spec, undefined)];
    case "bootstrap":
      return bootstrapsOf(plan).map((machine) => plannedLeaf(plan, name, spec, machine));
    case "etcdHost":
      return etcdHostsOf(plan).map((machine) => plannedLeaf(plan, name, spec, machine));
    case "controlPlaneHost":
      return controlPlaneHostsOf(plan).map((machine) => plannedLeaf(plan, name, spec, machine));
    case "node":
      return nodesOf(plan).map((node) => plannedLeaf(plan, name, spec, node));
  }
}

function plannedLeaf<H extends keyof Holders>(
  plan: ClusterPlan,
  name: LeafName,
  spec: LeafOf<AuthorityName, H>,
  holder: Holders[H],
): PlannedLeaf {
  return {
    name: keyNameOf(name, holder),
    holder,
    authority: spec.authority,
    purpose: spec.purpose,
    subject: spec.subject(holder, plan),
    sans: spec.purpose === "client" ? { dns: [], ip: [] } : spec.sans(holder, plan),
    days: plan.validity[spec.validity],
  };
}
