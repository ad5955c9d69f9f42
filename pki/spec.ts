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
  readonly organization?: string;
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

interface Leaf<Authority extends string, Holder extends keyof Holders> {
  readonly authority: Authority;
  readonly holder: Holder;
  /** The key of `ClusterPlan.validity` that gives the days. */
  readonly validity: "leaf" | "admin";
  readonly subject: (holder: Holders[Holder], plan: ClusterPlan) => Subject;
  /** Why the leaf is there and why its usages are as they are. */
  readonly why: string;
}

/** A certificate that a client shows; it names nobody that could be dialled, so it has no SANs. */
interface ClientLeaf<A extends string, H extends keyof Holders> extends Leaf<A, H> {
  readonly purpose: "client";
}

/** A certificate that a server shows. */
interface ServerLeaf<A extends string, H extends keyof Holders> extends Leaf<A, H> {
  readonly purpose: "server";
  readonly sans: (holder: Holders[H], plan: ClusterPlan) => Sans;
}

/** A certificate that a server shows and with which the same process dials its own kind: etcd alone. */
interface PeerLeaf<A extends string, H extends keyof Holders> extends Leaf<A, H> {
  readonly purpose: "peer";
  readonly sans: (holder: Holders[H], plan: ClusterPlan) => Sans;
}

/** A leaf of which every holder of the kind `H` has one. */
export type LeafOf<A extends string, H extends keyof Holders> =
  ClientLeaf<A, H> | ServerLeaf<A, H> | PeerLeaf<A, H>;

/** A leaf certificate that is issued by one of the authorities `A`, once for each of its holders. */
export type LeafSpec<A extends string> = { readonly [H in keyof Holders]: LeafOf<A, H> }[keyof Holders];
