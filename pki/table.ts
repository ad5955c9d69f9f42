import type { ClusterPlan } from "../topology/plan";
import type { AuthorityPurpose, AuthoritySpec, LeafOn, Subject, Terms } from "./spec";

/** The authorities `A` of a distribution, and what they need of its plan. */
export interface AuthorityTable<A extends string, P extends ClusterPlan> {
  readonly authorities: Readonly<Record<A, Pick<AuthoritySpec, "why">>>;
  readonly authorityPurpose: AuthorityPurpose;
  /** The subject of an authority whose key was made at a time. */
  readonly authoritySubject: (name: A, keyMade: Date) => Subject;
  readonly authorityDays: (name: A, plan: P) => number;
}

/**
 * All certificates of a distribution: its authorities and its leaves as data, and what the two need of the plan. Every
 * table is issued, verified and listed by the same code.
 */
export interface CertificateTable<T extends Terms, LeafName extends string> extends AuthorityTable<
  T["authority"],
  T["plan"]
> {
  readonly leaves: Readonly<Record<LeafName, LeafOn<T>>>;
  readonly leafDays: (validity: T["validity"], plan: T["plan"]) => number;
}
