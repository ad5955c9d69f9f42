import type { ClusterObject } from "../../kubernetes/objects/object";

/** What a program may do to resources of one group of the API, and what it does it for. */
export interface Right {
  /** Empty for the core group. */
  readonly group: string;
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly why: string;
}

/** A ClusterRole of these rights. */
export function clusterRole(
  name: string,
  rights: readonly Right[],
): Extract<ClusterObject, { readonly kind: "ClusterRole" }> {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name },
    rules: rights.map(({ group, resources, verbs }) => ({
      apiGroups: [group],
      resources: [...resources],
      verbs: [...verbs],
    })),
  };
}
