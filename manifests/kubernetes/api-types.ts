import type * as client from "@kubernetes/client-node";

/** What the Kubernetes client and Pulumi's SDK type differently, and no object of ours has. */
type Disputed = "projected";

/** An API type as plain data: the client's classes without what makes them classes, and times as text. */
type Plain<T> = T extends Date
  ? string
  : T extends (infer Element)[]
    ? Plain<Element>[]
    : T extends object
      ? { [Key in keyof T as Key extends Disputed ? never : Key]: Plain<T[Key]> }
      : T;

export type ClusterRole = Plain<client.V1ClusterRole>;
export type ClusterRoleBinding = Plain<client.V1ClusterRoleBinding>;
export type ConfigMapBody = Plain<client.V1ConfigMap>;
export type Container = Plain<client.V1Container>;
export type DaemonSet = Plain<client.V1DaemonSet & Required<Pick<client.V1DaemonSet, "spec">>>;
export type Deployment = Plain<client.V1Deployment & Required<Pick<client.V1Deployment, "spec">>>;
export type EnvVar = Plain<client.V1EnvVar>;
export type ObjectMeta = Plain<client.V1ObjectMeta>;
export type Pod = Plain<client.V1Pod>;
export type PodSecurityContext = Plain<client.V1PodSecurityContext>;
export type Probe = Plain<client.V1Probe>;
export type RbacRole = Plain<client.V1Role>;
export type RoleBinding = Plain<client.V1RoleBinding>;
export type Service = Plain<client.V1Service>;
export type ServiceAccount = Plain<client.V1ServiceAccount>;
export type Volume = Plain<client.V1Volume>;
export type VolumeMount = Plain<client.V1VolumeMount>;
