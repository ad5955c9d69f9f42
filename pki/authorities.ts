import type { ClusterPlan } from "../topology/plan";
import { authorityKey } from "./key-names";
import { namesIn, recordOf } from "./record";
import type { AuthorityPurpose, Subject } from "./spec";
import type { AuthorityTable } from "./table";

/** One authority of the plan: an entry of the table with what the plan says of it. */
export interface PlannedAuthority {
  /** The name of its key, as `authorityKey` has it. */
  readonly name: string;
  readonly purpose: AuthorityPurpose;
  /** Its subject, if its key was made at that time. */
  readonly subject: (keyMade: Date) => Subject;
  readonly days: number;
}

/** All authorities of a table for a plan. */
export function plannedAuthorities<A extends string, P extends ClusterPlan>(
  table: AuthorityTable<A, P>,
  plan: P,
): Readonly<Record<A, PlannedAuthority>> {
  return recordOf(namesIn(table.authorities), (name) => ({
    name: authorityKey(name),
    purpose: table.authorityPurpose,
    subject: (keyMade) => table.authoritySubject(name, keyMade),
    days: table.authorityDays(name, plan),
  }));
}
