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

/** The stages of each topology, in their order. */
export const stagesOf: Readonly<Record<Topology, readonly StageName[]>> = {
  ha: ["loadBalancer", "bootstrap", "controlPlane", "services", "workers"],
  "external-etcd": ["etcd", "loadBalancer", "controlPlane", "services", "workers"],
};
