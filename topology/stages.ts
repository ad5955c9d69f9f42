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
  "sno-plus": ["controlPlane", "services", "workers"],
};

/** In OpenShift and OKD operators bring the services, all the while; the control plane stands when they carry it alone. */
const openshiftStages: Readonly<Record<Exclude<Topology, "external-etcd">, readonly StageName[]>> = {
  ha: ["loadBalancer", "bootstrap", "controlPlane", "workers"],
  "sno-plus": ["bootstrap", "controlPlane"],
};

/** The stages of a cluster, in their order. */
export function stagesFor({
  distribution,
  topology,
}: {
  readonly distribution: string;
  readonly topology: Topology;
}): readonly StageName[] {
  if (!isOpenshiftDistribution(distribution)) return stagesOf[topology];
  return openshiftStages[topology === "sno-plus" ? topology : "ha"];
}
