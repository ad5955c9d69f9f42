import {
  bootstrapsOf,
  type ClusterPlan,
  controlPlaneHostsOf,
  etcdHostsOf,
  type Machine,
  nodesOf,
} from "../topology/plan";
import type { Sans } from "../topology/sans";
import { type AuthorityName, kubernetesTable } from "./certificates/kubernetes";
import { leafKey } from "./key-names";
import { namesIn, recordOf } from "./record";
import type { Holders, LeafOf, LeafOn, Purpose, Subject, Terms } from "./spec";
import type { CertificateTable } from "./table";

/** One leaf certificate of the plan: an entry of the table, applied to one of its holders. */
export interface PlannedLeaf<A extends string = AuthorityName> {
  /** The name of its key, as `leafKey` has it. */
  readonly name: string;
  /** The machine that gets certificate and key; undefined where the operators keep them. */
  readonly holder: Machine | undefined;
  readonly authority: A;
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
  const all = Object.values(leavesByName(kubernetesTable, plan)).flat();
  const holders = [...plan.etcdMachines, ...bootstrapsOf(plan), undefined, ...nodesOf(plan)];
  return holders.flatMap((holder) => all.filter((leaf) => leaf.holder?.name === holder?.name));
}

/** The leaves of any table by their names in it: one for each holder of the entry's kind. */
export function leavesByName<T extends Terms, L extends string>(
  table: CertificateTable<T, L>,
  plan: T["plan"],
): Readonly<Record<L, readonly PlannedLeaf<T["authority"]>[]>> {
  return recordOf(namesIn(table.leaves), (name) => leavesOfEntry(table, name, plan));
}

function leavesOfEntry<T extends Terms, L extends string>(
  table: CertificateTable<T, L>,
  name: L,
  plan: T["plan"],
): readonly PlannedLeaf<T["authority"]>[] {
  const spec: LeafOn<T> = table.leaves[name];
  const leavesOf = <H extends keyof Holders>(
    leaf: LeafOf<T, H>,
    holders: readonly Holders[H][],
  ): readonly PlannedLeaf<T["authority"]>[] =>
    holders.map((holder) => ({
      name: leafKey(name, holder),
      holder,
      authority: leaf.authority,
      purpose: leaf.purpose,
      subject: leaf.subject(holder, plan),
      sans: leaf.purpose === "client" ? { dns: [], ip: [] } : leaf.sans(holder, plan),
      days: table.leafDays(leaf.validity, plan),
    }));
  switch (spec.holder) {
    case "operator":
      return leavesOf(spec, [undefined]);
    case "bootstrap":
      // In place it is a control plane as well, whose first life needs them no less.
      return leavesOf(spec, plan.bootstrap === undefined ? [] : [plan.bootstrap]);
    case "etcdHost":
      return leavesOf(spec, etcdHostsOf(plan));
    case "controlPlaneHost":
      return leavesOf(spec, controlPlaneHostsOf(plan));
    case "node":
      return leavesOf(spec, nodesOf(plan));
  }
}
