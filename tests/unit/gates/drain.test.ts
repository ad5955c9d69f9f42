import type { V1Pod } from "@kubernetes/client-node";
import { isMovable } from "../../../gates/drain";

const owner = (kind: string) => ({
  metadata: { ownerReferences: [{ apiVersion: "apps/v1", kind, name: "x", uid: "1" }] },
});

describe("isMovable", () => {
  it.each<[string, V1Pod]>([
    ["a pod of a ReplicaSet", owner("ReplicaSet")],
    ["a pod of a StatefulSet", owner("StatefulSet")],
    ["a pod of nobody", { metadata: { name: "alone" } }],
  ])("holds for %s", (_, pod) => {
    expect(isMovable(pod)).toBe(true);
  });

  it.each<[string, V1Pod]>([
    ["a pod of a DaemonSet, which would come back to the same node", owner("DaemonSet")],
    [
      "a static pod, which lives as long as its kubelet",
      { metadata: { annotations: { "kubernetes.io/config.mirror": "1" } } },
    ],
    ["a pod that has succeeded", { status: { phase: "Succeeded" } }],
    ["a pod that has failed", { status: { phase: "Failed" } }],
  ])("does not hold for %s", (_, pod) => {
    expect(isMovable(pod)).toBe(false);
  });
});
