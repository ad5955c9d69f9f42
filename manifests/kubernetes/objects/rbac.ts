import { adminGroup, apiServerKubeletUser, pivotUser } from "../../../pki/certificates/kubernetes";
import { pivotOrder } from "../../../topology/pivot-order";
import { type ClusterObject, clusterRoleBinding, roleBinding } from "./object";

const pivotRole = { name: "hardway:bootstrap", namespace: pivotOrder.namespace } as const;

/**
 * What the users and groups of the certificate table may do. Made before the first node joins, with the break-glass
 * credential: until the first of these objects is there, no other user may do anything.
 */
export const permissions: readonly ClusterObject[] = [
  // Taken back with this one object, which system:masters could never be.
  clusterRoleBinding("hardway:administrators", "cluster-admin", { kind: "Group", name: adminGroup }),

  // kubectl logs, exec and port-forward.
  clusterRoleBinding("hardway:kube-apiserver", "system:kubelet-api-admin", {
    kind: "User",
    name: apiServerKubeletUser,
  }),

  // A machine may ask for a client certificate; whether it gets one is the join gate's decision.
  clusterRoleBinding("hardway:node-bootstrappers", "system:node-bootstrapper", {
    kind: "Group",
    name: "system:bootstrappers",
  }),

  // A node's renewal of its own certificate is approved by the controller manager, for as long as the node lives.
  clusterRoleBinding(
    "hardway:node-renewals",
    "system:certificates.k8s.io:certificatesigningrequests:selfnodeclient",
    { kind: "Group", name: "system:nodes" },
  ),

  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    metadata: pivotRole,
    rules: [{ apiGroups: [""], resources: ["configmaps"], resourceNames: [pivotOrder.name], verbs: ["get"] }],
  },
  roleBinding(pivotRole, { kind: "Role", name: pivotRole.name }, { kind: "User", name: pivotUser }),
];
