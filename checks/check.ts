import type { Family } from "../topology/network";
import type { ApiEndpoint, Machine } from "../topology/plan";
import type { Credential, Send } from "./clients/https";
import type { Kubernetes } from "./clients/kubernetes";
import type { PodReport } from "./probe-pods/run";

/** A machine of the plan as far as the checks ask for it. */
export type PlannedMachine = Pick<Machine, "name" | "address">;

/** The part of the plan that a running cluster is compared with. */
export interface PlannedCluster {
  readonly families: readonly Family[];
  readonly api: Pick<ApiEndpoint, "address" | "port">;
  readonly etcdMembers: readonly PlannedMachine[];
  readonly loadBalancers: readonly PlannedMachine[];
  readonly controlPlanes: readonly PlannedMachine[];
  readonly workers: readonly PlannedMachine[];
}

/** The machines of the plan that are nodes. */
export type PlannedNodes = Pick<PlannedCluster, "controlPlanes" | "workers">;

/** A certificate that no server shows: an authority's or an operator's; times are ISO 8601. */
export interface KnownCertificate {
  readonly name: string;
  readonly notBefore: string;
  readonly notAfter: string;
}

/** A running cluster, and the means to look at it. */
export interface CheckedCluster {
  readonly plan: PlannedCluster;
  readonly kubernetes: Kubernetes;
  /** Shows a client certificate of etcd's authority. */
  readonly etcd: Send;
  /** With whom the servers of each kind are met when their certificates are read. */
  readonly credentials: {
    readonly kubernetes: Credential;
    readonly etcd: Credential;
    readonly kubelets: Pick<Credential, "authorityPem">;
  };
  readonly certificates: readonly KnownCertificate[];
  /** What a node or member is that the plan does not have: during an `up` it leaves as that ends, later it is a fault. */
  readonly unplanned: "leaving" | "a fault";
  readonly now: () => Date;
  /** What pods of the cluster see; they run once, however many checks ask. */
  readonly podReport: () => Promise<PodReport>;
}

/** What a check found. */
export interface Finding {
  readonly level: "ok" | "warning" | "failure";
  /** One line: what is there, or what is missing where. */
  readonly detail: string;
}

/** What a check looks at: a running cluster, of which some plan says what it is to be. */
export interface Planned {
  readonly plan: unknown;
}

/** A statement about a healthy cluster, and how to find out whether it holds; `Cluster` is what it looks at. */
export interface Check<Cluster extends Planned = CheckedCluster> {
  /** Stable, for scripts and for tests. */
  readonly id: string;
  /** The statement. */
  readonly sentence: string;
  /** What breaks for the cluster's users where it does not hold. */
  readonly why: string;
  readonly appliesTo: (plan: Cluster["plan"]) => boolean;
  /** Rejects as a failed request does; see clients/failures.ts. */
  readonly probe: (cluster: Cluster) => Promise<Finding>;
}

/** For checks that hold in every cluster. */
export const always = (): boolean => true;

/** All machines of the plan that are nodes. */
export function plannedNodes({ controlPlanes, workers }: PlannedNodes): readonly PlannedMachine[] {
  return [...controlPlanes, ...workers];
}

/** Turns what is wrong, which may be nothing, into a finding. */
export function findingOf(problems: readonly string[], good: string): Finding {
  return problems.length === 0
    ? { level: "ok", detail: good }
    : { level: "failure", detail: problems.join("; ") };
}

/** The same, with what the plan does not have: a warning while it is leaving, and a problem like any other after that. */
export function findingWithUnplanned(
  { unplanned }: Pick<CheckedCluster, "unplanned">,
  {
    problems,
    strangers,
    good,
  }: Record<"problems" | "strangers", readonly string[]> & { readonly good: string },
): Finding {
  if (unplanned === "a fault") return findingOf([...problems, ...strangers], good);
  if (problems.length > 0 || strangers.length === 0) return findingOf(problems, good);
  return { level: "warning", detail: `${good}; at the end of this up leaves what ${strangers.join("; ")}` };
}

/** "1 node", "3 nodes". */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
