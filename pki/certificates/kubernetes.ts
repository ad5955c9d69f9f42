import { apiServerSans, etcdSans, kubeletSans } from "../../topology/sans";
import type { AuthoritySpec, KubernetesTerms, LeafSpec } from "../spec";
import type { CertificateTable } from "../table";

/** The group of daily administrators, bound to cluster-admin by an ordinary, revocable ClusterRoleBinding. */
export const adminGroup = "hardway:administrators";

/** The user whom the bootstrap machine is when it asks whether it may go. */
export const pivotUser = "hardway:bootstrap";

/** The user whom an API server is when it asks a kubelet for logs. */
export const apiServerKubeletUser = "hardway:kube-apiserver";

/** The authorities of an upstream Kubernetes; none signs another. */
export const authorities = {
  etcd: {
    commonName: "etcd-ca",
    why: "whoever holds a certificate of this authority reads and writes every object past all authorization",
  },
  kubernetes: {
    commonName: "kubernetes-ca",
    why: "API servers and the clients that are made by hand; its key never leaves the stack",
  },
  "kubelet-client": {
    commonName: "kubelet-client-ca",
    why: "the controller manager signs kubelets' requests with this key, the only authority's key on a machine",
  },
  "kubelet-serving": {
    commonName: "kubelet-serving-ca",
    why: "API servers trust it for kubelets alone, so a node's certificate can never stand for an API server",
  },
  "front-proxy": {
    commonName: "front-proxy-ca",
    why: "its clients may claim to be any user; under the kubernetes authority every user could",
  },
} as const satisfies Record<string, AuthoritySpec>;

/** The name of an authority of this table. */
export type AuthorityName = keyof typeof authorities;

/** The names of the authorities, in the table's order. */
export const authorityNames = Object.keys(authorities) as readonly AuthorityName[];

/** The leaves of an upstream Kubernetes, in the order in which they are first needed. */
export const leaves = {
  "etcd-server": {
    authority: "etcd",
    holder: "etcdHost",
    purpose: "peer",
    validity: "leaf",
    subject: (machine) => ({ commonName: machine.name }),
    sans: (machine) => etcdSans(machine),
    why: "serves etcd's clients; etcd's own gateway dials the member with it, hence the client usage",
  },
  "etcd-peer": {
    authority: "etcd",
    holder: "etcdHost",
    purpose: "peer",
    validity: "leaf",
    subject: (machine) => ({ commonName: machine.name }),
    sans: (machine) => etcdSans(machine),
    why: "members dial each other and are dialled with one certificate",
  },
  "apiserver-etcd-client": {
    authority: "etcd",
    holder: "controlPlaneHost",
    purpose: "client",
    validity: "leaf",
    subject: () => ({ commonName: "kube-apiserver-etcd-client" }),
    why: "the API server is etcd's only steady client",
  },
  apiserver: {
    authority: "kubernetes",
    holder: "controlPlaneHost",
    purpose: "server",
    validity: "leaf",
    subject: () => ({ commonName: "kube-apiserver" }),
    sans: (machine, plan) => apiServerSans(plan, machine),
    why: "answers for the load balancer too, which passes TLS through",
  },
  "apiserver-kubelet-client": {
    authority: "kubernetes",
    holder: "controlPlaneHost",
    purpose: "client",
    validity: "leaf",
    subject: () => ({ commonName: apiServerKubeletUser }),
    why: "kubelets authorize it by RBAC, so it is in no privileged group",
  },
  "front-proxy-client": {
    authority: "front-proxy",
    holder: "controlPlaneHost",
    purpose: "client",
    validity: "leaf",
    subject: () => ({ commonName: "front-proxy-client" }),
    why: "aggregated API servers trust the user names that its holder passes on",
  },
  "kube-controller-manager": {
    authority: "kubernetes",
    holder: "controlPlaneHost",
    purpose: "client",
    validity: "leaf",
    subject: () => ({ commonName: "system:kube-controller-manager" }),
    why: "the user to whom the API server's built-in roles give what controllers need",
  },
  "kube-scheduler": {
    authority: "kubernetes",
    holder: "controlPlaneHost",
    purpose: "client",
    validity: "leaf",
    subject: () => ({ commonName: "system:kube-scheduler" }),
    why: "the user to whom the API server's built-in roles give what the scheduler needs",
  },
  "bootstrap-pivot": {
    authority: "kubernetes",
    holder: "bootstrap",
    purpose: "client",
    validity: "leaf",
    subject: () => ({ commonName: pivotUser }),
    why: "lets the bootstrap machine read the one ConfigMap that tells it to drain and to go",
  },
  "break-glass": {
    authority: "kubernetes",
    holder: "operator",
    purpose: "client",
    validity: "admin",
    subject: () => ({ commonName: "hardway:break-glass", organization: "system:masters" }),
    why: "system:masters passes every authorization check, for the day on which RBAC itself is broken",
  },
  admin: {
    authority: "kubernetes",
    holder: "operator",
    purpose: "client",
    validity: "admin",
    subject: () => ({ commonName: "hardway:administrator", organization: adminGroup }),
    why: "daily use goes through RBAC and can be taken back without a new authority",
  },
  provisioner: {
    authority: "kubernetes",
    holder: "operator",
    purpose: "client",
    validity: "leaf",
    subject: () => ({ commonName: "hardway:provisioner", organization: adminGroup }),
    why: "the program itself: its gates and in-cluster objects are told apart from people in the audit log",
  },
  "etcd-operator": {
    authority: "etcd",
    holder: "operator",
    purpose: "client",
    validity: "leaf",
    subject: () => ({ commonName: "etcd-operator" }),
    why: "the gates add, promote and remove members with it",
  },
  "kubelet-serving": {
    authority: "kubelet-serving",
    holder: "node",
    purpose: "server",
    validity: "leaf",
    subject: (node) => ({ commonName: `system:node:${node.name}`, organization: "system:nodes" }),
    sans: (node) => kubeletSans(node),
    why: "made by hand like all others, so that no serving request ever waits for approval",
  },
  "kubelet-bootstrap": {
    authority: "kubernetes",
    holder: "node",
    purpose: "client",
    validity: "leaf",
    subject: (node) => ({
      commonName: `system:bootstrap:${node.name}`,
      organization: "system:bootstrappers",
    }),
    why: "may ask for a client certificate and nothing else; one for each node, so that a request has one author",
  },
} as const satisfies Record<string, LeafSpec<AuthorityName>>;

/** The name of a leaf of this table. */
export type LeafName = keyof typeof leaves;

/** All of it; every authority and every leaf is valid as long as the plan says. */
export const kubernetesTable: CertificateTable<KubernetesTerms<AuthorityName>, LeafName> = {
  authorities,
  leaves,
  authorityPurpose: "authority",
  authoritySubject: (name) => ({ commonName: authorities[name].commonName }),
  authorityDays: (_, plan) => plan.validity.authority,
  leafDays: (validity, plan) => plan.validity[validity],
};
