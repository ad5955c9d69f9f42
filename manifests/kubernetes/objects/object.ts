import { createHash } from "node:crypto";
import type {
  ClusterRole,
  ClusterRoleBinding,
  ConfigMapBody,
  DaemonSet,
  Deployment,
  ObjectMeta,
  RbacRole,
  RoleBinding,
  Service,
  ServiceAccount,
} from "../api-types";

/** An object of one kind, which says what it is and how it is called. */
type ObjectOf<Version extends string, Kind extends string, Body> = Omit<
  Body,
  "apiVersion" | "kind" | "metadata"
> & {
  readonly apiVersion: Version;
  readonly kind: Kind;
  readonly metadata: ObjectMeta & { readonly name: string };
};

const rbac = "rbac.authorization.k8s.io/v1";
type Rbac = typeof rbac;

/** A ConfigMap of the cluster's own services. */
export type ConfigMap = ObjectOf<"v1", "ConfigMap", ConfigMapBody>;

/** An object that the program makes in the cluster, of one of the kinds that it has use for. */
export type ClusterObject =
  | ObjectOf<"v1", "ServiceAccount", ServiceAccount>
  | ConfigMap
  | ObjectOf<"v1", "Service", Service>
  | ObjectOf<Rbac, "Role", RbacRole>
  | ObjectOf<Rbac, "RoleBinding", RoleBinding>
  | ObjectOf<Rbac, "ClusterRole", ClusterRole>
  | ObjectOf<Rbac, "ClusterRoleBinding", ClusterRoleBinding>
  | ObjectOf<"apps/v1", "Deployment", Deployment>
  | ObjectOf<"apps/v1", "DaemonSet", DaemonSet>;

/** The namespace of the cluster's own services. */
export const systemNamespace = "kube-system";

/** Whom a binding gives a role to. */
export type Grantee =
  | { readonly kind: "User" | "Group"; readonly name: string }
  | { readonly kind: "ServiceAccount"; readonly name: string; readonly namespace: string };

/** Gives a ClusterRole to grantees in the whole cluster. */
export function clusterRoleBinding(
  name: string,
  role: string,
  ...grantees: readonly Grantee[]
): Extract<ClusterObject, { readonly kind: "ClusterRoleBinding" }> {
  return {
    apiVersion: rbac,
    kind: "ClusterRoleBinding",
    metadata: { name },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role },
    subjects: grantees.map(subject),
  };
}

/** What a binding in a namespace gives: a role of that namespace, or one of the whole cluster within it. */
export interface GivenRole {
  readonly kind: "Role" | "ClusterRole";
  readonly name: string;
}

/** Gives a role to one grantee in the binding's namespace. */
export function roleBinding(
  metadata: { readonly name: string; readonly namespace: string },
  role: GivenRole,
  grantee: Grantee,
): ClusterObject {
  return {
    apiVersion: rbac,
    kind: "RoleBinding",
    metadata,
    roleRef: { apiGroup: "rbac.authorization.k8s.io", ...role },
    subjects: [subject(grantee)],
  };
}

function subject(grantee: Grantee) {
  return grantee.kind === "ServiceAccount" ? grantee : { ...grantee, apiGroup: "rbac.authorization.k8s.io" };
}

/**
 * Annotations for the template of pods that read a ConfigMap: their change rolls the pods out anew, which a change
 * of the ConfigMap alone does not.
 */
export function configHash(configMap: ConfigMap): Record<string, string> {
  const hash = createHash("sha256").update(JSON.stringify(configMap.data)).digest("hex");
  return { "hardway.internal/config-sha256": hash };
}
