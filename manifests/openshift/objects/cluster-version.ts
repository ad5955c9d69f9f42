import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { type ClusterScoped, type ConfigApi, configApi } from "./scope";

/** An object that CVO is to leave alone; the namespace of one of the whole cluster is empty. */
interface Override {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly unmanaged: true;
}

/** Which release the cluster follows (config.openshift.io, ClusterVersion). */
export interface ClusterVersion extends ClusterScoped<ConfigApi, "ClusterVersion"> {
  readonly spec: {
    readonly channel: string;
    readonly clusterID: string;
    /** Left out where CVO's own default is meant. */
    readonly upstream?: string;
    readonly overrides: readonly Override[];
  };
}

/** What an override says of an object. */
export interface Seeded {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** The one object's name, by which CVO looks for it. */
const name = "version";

/**
 * The cluster's version, by which CVO leaves everything that was made before it as it was made until the overrides are
 * taken back. It says no version: the release that runs is the one that is wanted.
 */
export function clusterVersion(plan: OpenshiftClusterPlan, seeded: readonly Seeded[]): ClusterVersion {
  return {
    apiVersion: configApi,
    kind: "ClusterVersion",
    metadata: { name },
    spec: {
      ...updatesOf(plan),
      clusterID: plan.openshift.clusterId,
      overrides: seeded.map(overrideOf),
    },
  };
}

/** Where updates come from (facts: openshift-hard-way.md, 11.1). */
function updatesOf({
  distribution,
  openshift,
}: OpenshiftClusterPlan): Pick<ClusterVersion["spec"], "channel" | "upstream"> {
  if (distribution === "ocp") return { channel: `stable-${openshift.release.minor}` };
  return { channel: "stable-scos-4", upstream: "https://amd64.origin.releases.ci.openshift.org/graph" };
}

function overrideOf({ apiVersion, kind, metadata }: Seeded): Override {
  const [group] = apiVersion.includes("/") ? apiVersion.split("/") : [""];
  return {
    group: group ?? "",
    kind,
    namespace: metadata.namespace ?? "",
    name: metadata.name,
    unmanaged: true,
  };
}

/**
 * The JSON merge patch (RFC 7386) that takes all overrides of the ClusterVersion back, once bootstrap is over: while one
 * is left, CVO refuses updates, and what it leaves alone stays at the first release's state.
 */
export function withoutOverrides(): string {
  return JSON.stringify({ spec: { overrides: null } });
}
