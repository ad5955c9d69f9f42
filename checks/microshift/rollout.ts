import type { V1DaemonSet, V1Deployment, V1StatefulSet } from "@kubernetes/client-node";
import { unlessMissing } from "../clients/failures";
import type { Kubernetes } from "../clients/kubernetes";

/** A workload that a cluster is to have. */
export interface Workload {
  readonly namespace: string;
  readonly kind: "Deployment" | "DaemonSet" | "StatefulSet";
  readonly name: string;
  /** Its pods on workers need not be ready: they are shown, and hold nobody up. */
  readonly podsMayLag?: "onWorkers" | undefined;
}

/** How far the controller of a workload is. */
export interface Rollout {
  /** Whether the controller has seen the latest of the workload. */
  readonly observed: boolean;
  readonly desired: number;
  /** Pods of the latest version. */
  readonly updated: number;
  /** Pods that have been ready for as long as they must be. */
  readonly available: number;
  /** Pods of whatever version. */
  readonly all: number;
  /** The labels of its pods. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The name of a workload for the user: "DaemonSet openshift-dns/dns-default". */
export function nameOf({ kind, namespace, name }: Workload): string {
  return `${kind} ${namespace}/${name}`;
}

/** Reads how far a workload is; undefined where it is not there. */
export function readRollout(
  { apps }: Pick<Kubernetes, "apps">,
  { kind, namespace, name }: Workload,
): Promise<Rollout | undefined> {
  return unlessMissing(readers[kind](apps, { namespace, name }));
}

/** What is missing until a workload is rolled out, as `kubectl rollout status` sees it; undefined where nothing is. */
export function lackOf(rollout: Rollout | undefined): string | undefined {
  if (rollout === undefined) return "is not there yet";
  const { observed, desired, updated, available, all } = rollout;
  if (!observed) return "has not been seen by its controller yet";
  // A set without nodes, or one scaled down, has nothing left to roll out and runs nothing.
  if (desired === 0) return "wants no pod";
  if (updated < desired) return `has ${updated} of ${desired} pods of its latest version`;
  if (all > updated) return `has ${all - updated} pods of an earlier version left`;
  if (available < desired) return `has ${available} of ${desired} pods available`;
  return undefined;
}

type Apps = Kubernetes["apps"];
type Key = Readonly<Record<"namespace" | "name", string>>;

const readers: Readonly<Record<Workload["kind"], (apps: Apps, key: Key) => Promise<Rollout>>> = {
  Deployment: async (apps, key) => ofReplicas(await apps.readNamespacedDeployment(key)),
  StatefulSet: async (apps, key) => ofReplicas(await apps.readNamespacedStatefulSet(key)),
  DaemonSet: async (apps, key) => ofDaemonSet(await apps.readNamespacedDaemonSet(key)),
};

function ofReplicas({ metadata, spec, status }: V1Deployment | V1StatefulSet): Rollout {
  return {
    observed: (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0),
    desired: spec?.replicas ?? 1,
    updated: status?.updatedReplicas ?? 0,
    available: status?.availableReplicas ?? 0,
    all: status?.replicas ?? 0,
    labels: spec?.selector.matchLabels ?? {},
  };
}

function ofDaemonSet({ metadata, spec, status }: V1DaemonSet): Rollout {
  const desired = status?.desiredNumberScheduled ?? 0;
  return {
    observed: (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0),
    desired,
    updated: status?.updatedNumberScheduled ?? 0,
    available: status?.numberAvailable ?? 0,
    all: desired,
    labels: spec?.selector.matchLabels ?? {},
  };
}
