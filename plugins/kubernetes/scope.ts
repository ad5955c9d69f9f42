import type { KubernetesObject, TypeMeta } from "./objects";
import { metadataOf } from "./objects";

/**
 * Built-in kinds that have no namespace, by API group, so that checking an object needs no cluster
 * (Kubernetes 1.34, `kubectl api-resources --namespaced=false`).
 */
const CLUSTER_SCOPED: Readonly<Record<string, readonly string[]>> = {
  "": ["Namespace", "Node", "PersistentVolume", "ComponentStatus"],
  "admissionregistration.k8s.io": [
    "MutatingWebhookConfiguration",
    "ValidatingWebhookConfiguration",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding",
  ],
  "apiextensions.k8s.io": ["CustomResourceDefinition"],
  "apiregistration.k8s.io": ["APIService"],
  "certificates.k8s.io": ["CertificateSigningRequest", "ClusterTrustBundle"],
  "flowcontrol.apiserver.k8s.io": ["FlowSchema", "PriorityLevelConfiguration"],
  "networking.k8s.io": ["IngressClass", "IPAddress", "ServiceCIDR"],
  "node.k8s.io": ["RuntimeClass"],
  "rbac.authorization.k8s.io": ["ClusterRole", "ClusterRoleBinding"],
  "resource.k8s.io": ["DeviceClass", "ResourceSlice"],
  "scheduling.k8s.io": ["PriorityClass"],
  "storage.k8s.io": ["StorageClass", "CSIDriver", "CSINode", "VolumeAttachment", "VolumeAttributesClass"],
};

/** Groups that Kubernetes itself serves, whose other kinds all live in namespaces. */
const NAMESPACED_GROUPS: readonly string[] = [
  "apps",
  "autoscaling",
  "batch",
  "policy",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
];

export type Scope = "namespaced" | "cluster";

export const groupOf = (apiVersion: string): string =>
  apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";

/** The scope of a built-in kind; undefined for kinds that a custom resource definition makes. */
export function builtinScope({ apiVersion, kind }: TypeMeta): Scope | undefined {
  const group = groupOf(apiVersion);
  if (NAMESPACED_GROUPS.includes(group)) return "namespaced";
  const kinds = CLUSTER_SCOPED[group];
  return kinds && (kinds.includes(kind) ? "cluster" : "namespaced");
}

/** What the state tells: once made, an object of a namespaced kind always has its namespace. */
export function knownScope(before: KubernetesObject): Scope {
  return metadataOf(before).namespace === undefined ? "cluster" : "namespaced";
}
