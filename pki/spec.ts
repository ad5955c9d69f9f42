import type { ClusterPlan, Machine, NodeMachine } from "../topology/plan";
import type { Sans } from "../topology/sans";

/** A self-signed certificate authority; each signs for one kind of trust and no other. */
export interface AuthoritySpec {
  readonly commonName: string;
  /** Why this trust is apart from the others. */
  readonly why: string;
}

/** The subject of a certificate; Kubernetes reads the common name as user and the organizations as groups. */
export interface Subject {
  readonly commonName: string;
  /** One or several; a certificate has them in this order. */
  readonly organization?: string | readonly string[];
  readonly organizationalUnit?: string;
}

/** The organizations of a subject, as a list. */
export function organizationsOf({ organization }: Subject): readonly string[] {
  if (organization === undefined) return [];
  return typeof organization === "string" ? [organization] : organization;
}

/** Who holds a leaf's key: the cluster's operators, or each machine of a kind. */
export interface Holders {
  readonly operator: undefined;
  readonly bootstrap: Machine;
  /** What runs an API server at any time: every control plane, and the bootstrap machine where there is one. */
  readonly controlPlaneHost: Machine;
  /** What runs an etcd member at any time: the same machines, or those of etcd's own. */
  readonly etcdHost: Machine;
  readonly node: NodeMachine;
}

/** What a leaf may be used for: to dial, to answer, or both. */
export type Purpose = "client" | "server" | "peer";

/** What an authority's own key does beside signing certificates; see pki/purposes.ts. */
export type AuthorityPurpose = "authority" | "openshiftAuthority";

/** What the leaves of two tables differ in: who may sign, the names of the periods, what the plan knows. */
export interface Terms {
  readonly authority: string;
  readonly validity: string;
  readonly plan: ClusterPlan;
}

interface Leaf<T extends Terms, H extends keyof Holders> {
  readonly authority: T["authority"];
  readonly holder: H;
  /** The name of the period that gives the days. */
  readonly validity: T["validity"];
  readonly subject: (holder: Holders[H], plan: T["plan"]) => Subject;
  /** Why the leaf is there and why its usages are as they are. */
  readonly why: string;
}

/** A certificate that a client shows; it names nobody that could be dialled, so it has no SANs. */
interface ClientLeaf<T extends Terms, H extends keyof Holders> extends Leaf<T, H> {
  readonly purpose: "client";
}

/** A certificate that a server shows. */
interface ServerLeaf<T extends Terms, H extends keyof Holders> extends Leaf<T, H> {
  readonly purpose: "server";
  readonly sans: (holder: Holders[H], plan: T["plan"]) => Sans;
}

/** A certificate that a server shows and with which the same process dials its own kind: etcd alone. */
interface PeerLeaf<T extends Terms, H extends keyof Holders> extends Leaf<T, H> {
  readonly purpose: "peer";
  readonly sans: (holder: Holders[H], plan: T["plan"]) => Sans;
}

/** A leaf of which every holder of the kind `H` has one. */
export type LeafOf<T extends Terms, H extends keyof Holders> =
  ClientLeaf<T, H> | ServerLeaf<T, H> | PeerLeaf<T, H>;

/** A leaf certificate on a table's terms, issued once for each of its holders. */
export type LeafOn<T extends Terms> = { readonly [H in keyof Holders]: LeafOf<T, H> }[keyof Holders];

/** What the leaves of an upstream Kubernetes have in common; the periods are keys of `ClusterPlan.validity`. */
export interface KubernetesTerms<A extends string> extends Terms {
  readonly authority: A;
  readonly validity: "leaf" | "admin";
}

/** A leaf of an upstream Kubernetes that is issued by one of the authorities `A`. */
export type LeafSpec<A extends string> = LeafOn<KubernetesTerms<A>>;
