import type { DaemonSet } from "../../kubernetes/api-types";

type PodSpec = NonNullable<DaemonSet["spec"]["template"]["spec"]>;

/** By these labels and taints a control plane is known: MicroShift's nodes have both, and so have Kubernetes'. */
const roleKeys = ["node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane"] as const;

const labelled = (key: string) => ({ matchExpressions: [{ key, operator: "Exists" }] });

/** Only control planes; a node needs either label, as terms are alternatives. */
export const onlyControlPlanes: NonNullable<PodSpec["affinity"]> = {
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: roleKeys.map(labelled) },
  },
};

/** Control planes where there is room, and else any node. */
export const ratherControlPlanes: NonNullable<PodSpec["affinity"]> = {
  nodeAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: roleKeys.map((key) => ({
      weight: 10,
      preference: labelled(key),
    })),
  },
};

/** MicroShift taints no node by itself, but whoever keeps workloads off control planes does. */
export function tolerations(
  ...effects: readonly ("NoSchedule" | "NoExecute")[]
): NonNullable<PodSpec["tolerations"]> {
  return roleKeys.flatMap((key) => effects.map((effect) => ({ key, operator: "Exists", effect })));
}
