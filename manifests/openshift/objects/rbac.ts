import { nodeBootstrapper } from "../../../topology/openshift/node-bootstrapper";
import { type ClusterObject, clusterRoleBinding, type Grantee } from "../../kubernetes/objects/object";
import { namespaces } from "./names";
import { sccNames } from "./scc-table";

/** A role in the whole cluster. */
export type ClusterRole = Extract<ClusterObject, { readonly kind: "ClusterRole" }>;
/** A role in the whole cluster, given to somebody. */
export type ClusterRoleBinding = Extract<ClusterObject, { readonly kind: "ClusterRoleBinding" }>;

type Rule = NonNullable<ClusterRole["rules"]>[number];

const read = ["get", "list", "watch"];

/** What an API server may do to a kubelet: the requests that it forwards for logs and exec. */
const apiServerRole = "kube-apiserver";

/** The controllers of cluster-policy-controller, each with a service account of its own in openshift-infra. */
const policyControllers: Readonly<Record<string, readonly Rule[]>> = {
  // Gives every namespace its range of users, without which no constraints but the privileged ones fit a pod.
  "namespace-security-allocation-controller": [
    {
      apiGroups: ["security.openshift.io", "security.internal.openshift.io"],
      resources: ["rangeallocations"],
      verbs: ["create", "get", "update"],
    },
    { apiGroups: [""], resources: ["namespaces"], verbs: [...read, "update", "patch"] },
    { apiGroups: [""], resources: ["events"], verbs: ["create", "update", "patch"] },
  ],
  // Labels namespaces by what the constraints let their service accounts do.
  "podsecurity-admission-label-syncer-controller": [
    { apiGroups: [""], resources: ["namespaces"], verbs: [...read, "update", "patch"] },
    { apiGroups: [""], resources: ["events"], verbs: ["create", "update", "patch"] },
    { apiGroups: [""], resources: ["serviceaccounts"], verbs: read },
    { apiGroups: ["security.openshift.io"], resources: ["securitycontextconstraints"], verbs: read },
    {
      apiGroups: ["rbac.authorization.k8s.io"],
      resources: ["clusterroles", "clusterrolebindings", "roles", "rolebindings"],
      verbs: read,
    },
  ],
  // Labels the namespaces that Kubernetes itself makes.
  "privileged-namespaces-psa-label-syncer": [
    { apiGroups: [""], resources: ["namespaces"], verbs: read },
    {
      apiGroups: [""],
      resources: ["namespaces"],
      resourceNames: ["default", "kube-system", "kube-public"],
      verbs: ["patch"],
    },
  ],
};

const controllerRole = (controller: string): string => `system:openshift:controller:${controller}`;
const sccRole = (name: string): string => `system:openshift:scc:${name}`;

/** The roles that are there before their operators are (facts: openshift-hard-way.md, 4.3). */
export const clusterRoles: readonly ClusterRole[] = [
  role(apiServerRole, [{ apiGroups: [""], resources: ["nodes/proxy"], verbs: ["get", "create"] }]),
  ...Object.entries(policyControllers).map(([controller, rules]) => role(controllerRole(controller), rules)),
  ...sccNames.map((name) =>
    role(sccRole(name), [
      {
        apiGroups: ["security.openshift.io"],
        resources: ["securitycontextconstraints"],
        resourceNames: [name],
        verbs: ["use"],
      },
    ]),
  ),
];

/** Who has which role. There is none for kube-proxy, as nobody runs one (facts: openshift-hard-way.md, 10.2). */
export const clusterRoleBindings: readonly ClusterRoleBinding[] = [
  // The bootstrap's API server says that it is the one, the operator's that it is the other.
  clusterRoleBinding(apiServerRole, apiServerRole, user("kube-apiserver"), user("system:kube-apiserver")),
  ...Object.keys(policyControllers).map((controller) =>
    clusterRoleBinding(controllerRole(controller), controllerRole(controller), {
      kind: "ServiceAccount",
      name: controller,
      namespace: namespaces.infra,
    }),
  ),
  clusterRoleBinding(sccRole("restricted-v2"), sccRole("restricted-v2"), group("system:authenticated")),
  // A machine may ask for a client certificate; whether it gets one is somebody else's decision.
  clusterRoleBinding("system-bootstrap-node-bootstrapper", "system:node-bootstrapper", {
    kind: "ServiceAccount",
    name: nodeBootstrapper.name,
    namespace: nodeBootstrapper.namespace,
  }),
  // The controller manager approves a node's renewal of its own certificate.
  clusterRoleBinding(
    "system-bootstrap-node-renewal",
    "system:certificates.k8s.io:certificatesigningrequests:selfnodeclient",
    group("system:nodes"),
  ),
];

function role(name: string, rules: readonly Rule[]): ClusterRole {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name },
    rules: [...rules],
  };
}

function user(name: string): Grantee {
  return { kind: "User", name };
}

function group(name: string): Grantee {
  return { kind: "Group", name };
}
