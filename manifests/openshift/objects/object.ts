import type { ClusterVersion } from "./cluster-version";
import type { ConfigMap } from "./config-map";
import type { Dns } from "./dns";
import type { Service } from "./etcd";
import type { FeatureGate } from "./feature-gate";
import type { Infrastructure } from "./infrastructure";
import type { Ingress } from "./ingress";
import type { ServiceAccount } from "./machine-config-server";
import type { ImageDigestMirrorSet } from "./mirrors";
import type { Namespace } from "./namespaces";
import type { Network } from "./network";
import type { Proxy } from "./proxy";
import type { ClusterRole, ClusterRoleBinding } from "./rbac";
import type { SecurityContextConstraints } from "./scc";
import type { Scheduler } from "./scheduler";
import type { Secret } from "./secret";

/** An object that the bootstrap machine makes in the cluster, told apart by its kind. */
export type OpenshiftObject =
  | Namespace
  | FeatureGate
  | Infrastructure
  | Network
  | Dns
  | Ingress
  | Proxy
  | Scheduler
  | ClusterVersion
  | ImageDigestMirrorSet
  | SecurityContextConstraints
  | ClusterRole
  | ClusterRoleBinding
  | ServiceAccount
  | Secret
  | ConfigMap
  | Service;

/** The kind of an object. */
export type OpenshiftKind = OpenshiftObject["kind"];

/**
 * The place of each kind in the order of files. Nothing depends on it, as whoever makes the objects tries until all are
 * in; it spares the tries, and a token's Secret must not come before its account, whose absence has it deleted.
 */
export const places: Readonly<Record<OpenshiftKind, string>> = {
  Namespace: "00",
  FeatureGate: "10",
  Infrastructure: "11",
  Network: "12",
  DNS: "13",
  Ingress: "14",
  Proxy: "15",
  Scheduler: "16",
  ImageDigestMirrorSet: "17",
  ClusterVersion: "18",
  SecurityContextConstraints: "20",
  ClusterRole: "30",
  ClusterRoleBinding: "31",
  ServiceAccount: "32",
  Secret: "40",
  ConfigMap: "41",
  Service: "42",
};
