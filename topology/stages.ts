import { isOpenshiftDistribution } from "./openshift/distributions";
import type { Topology } from "./plan";

/** The stages in which a cluster is stood up; `until` in a stack's configuration stops after one of them. */
export const stageNames = [
  "etcd",
  "loadBalancer",
  "bootstrap",
  "controlPlane",
  "services",
  "workers",
] as const;

export type StageName = (typeof stageNames)[number];

/** The stages of each topology of upstream Kubernetes, in their order. */
export const stagesOf: Readonly<Record<Topology, readonly StageName[]>> = {
  ha: ["loadBalancer", "bootstrap", "controlPlane", "services", "workers"],
  "external-etcd": ["etcd", "loadBalancer", "controlPlane", "services", "workers"],
};

/** In OpenShift and OKD operators bring the services, all the while; the control plane stands when they carry it alone. */
const openshiftStages: readonly StageName[] = ["loadBalancer", "bootstrap", "controlPlane", "workers"];

/** The stages of a cluster, in their order. */
export function stagesFor({
  distribution,
  topology,
}: {
  readonly distribution: string;
  readonly topology: Topology;
}): readonly StageName[] {
  return isOpenshiftDistribution(distribution) ? openshiftStages : stagesOf[topology];
}
