import { nodeBootstrapper } from "../../topology/openshift/node-bootstrapper";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import {
  bootstrapEtcdSans,
  internalLoadBalancerSans,
  loadBalancerSans,
  localhostSans,
  machineConfigServerSans,
  serviceNetworkSans,
} from "../../topology/openshift/sans";
import type { LeafOn, Terms } from "../spec";
import type { OpenshiftAuthorityName } from "./openshift-authorities";
import type { OpenshiftPeriod } from "./openshift-periods";

/** What the leaves of OpenShift have in common. */
export interface OpenshiftTerms extends Terms {
  readonly authority: OpenshiftAuthorityName;
  readonly validity: OpenshiftPeriod;
  readonly plan: OpenshiftClusterPlan;
}

/** A leaf of OpenShift: no machine but the bootstrap is given one by hand, as operators issue all others. */
export type OpenshiftLeafSpec = Extract<
  LeafOn<OpenshiftTerms>,
  { readonly holder: "operator" | "bootstrap" }
>;

/** Passes every authorization check, also while there is no RBAC and while the operators' own objects are not there. */
const masters = { organization: "system:masters" } as const;

/** As whom API servers are known to kubelets, whose RBAC is for this user. */
const apiServer = { commonName: "system:kube-apiserver", organization: "kube-master" } as const;

/** Whom aggregated API servers believe when they pass on a user: the bootstrap's API server, and the operators' own. */
export const requestHeaderNames = [
  "kube-apiserver-proxy",
  "system:kube-apiserver-proxy",
  "system:openshift-aggregator",
] as const;

/** The leaves of OpenShift, in the order in which they are first needed (facts: openshift-hard-way.md, 1.2 and 1.3). */
export const openshiftLeaves = {
  "etcd-peer": {
    authority: "etcd-signer",
    holder: "bootstrap",
    purpose: "peer",
    validity: "threeYears",
    subject: () => ({ commonName: "system:etcd-peer:etcd-client", organization: "system:etcd-peers" }),
    sans: (_, plan) => bootstrapEtcdSans(plan),
    why: "members dial each other and are dialled with one certificate; those of the control planes join this one",
  },
  "etcd-serving": {
    authority: "etcd-signer",
    holder: "bootstrap",
    purpose: "peer",
    validity: "threeYears",
    subject: () => ({ commonName: "system:etcd-server:etcd-client", organization: "system:etcd-servers" }),
    sans: (_, plan) => bootstrapEtcdSans(plan),
    why: "serves etcd's clients; etcd's own gateway dials the member with it, which without the client usage fails",
  },
  "etcd-serving-metrics": {
    authority: "etcd-metric-signer",
    holder: "bootstrap",
    purpose: "peer",
    validity: "threeYears",
    subject: () => ({ commonName: "system:etcd-metric:etcd-client", organization: "system:etcd-metrics" }),
    sans: (_, plan) => bootstrapEtcdSans(plan),
    why: "serves the metrics, whose readers are trusted with numbers and not with the store",
  },
  "etcd-client": {
    authority: "etcd-signer",
    holder: "bootstrap",
    purpose: "client",
    validity: "threeYears",
    subject: () => ({ commonName: "etcd-client", organization: ["system:etcd", "etcd-client"] }),
    why: "the bootstrap's API server and health checks; seeded as well, for the operators find etcd with it",
  },
  "etcd-metric-client": {
    authority: "etcd-metric-signer",
    holder: "bootstrap",
    purpose: "client",
    validity: "threeYears",
    subject: () => ({ commonName: "etcd-metric", organization: ["system:etcd", "etcd-metric"] }),
    why: "seeded for the monitoring, which reads the metrics of every member with it",
  },
  "kube-apiserver-service-network-server": {
    authority: "kube-apiserver-service-network-signer",
    holder: "bootstrap",
    purpose: "server",
    validity: "day",
    subject: () => apiServer,
    sans: (_, plan) => serviceNetworkSans(plan),
    why: "answers pods, and everyone who gives no name that another certificate has",
  },
  "kube-apiserver-localhost-server": {
    authority: "kube-apiserver-localhost-signer",
    holder: "bootstrap",
    purpose: "server",
    validity: "day",
    subject: () => apiServer,
    sans: () => localhostSans,
    why: "answers what runs beside the API server, before any load balancer or name server is needed",
  },
  "kube-apiserver-lb-server": {
    authority: "kube-apiserver-lb-signer",
    holder: "bootstrap",
    purpose: "server",
    validity: "day",
    subject: () => apiServer,
    sans: (_, plan) => loadBalancerSans(plan),
    why: "answers users, through the load balancer, which passes TLS through",
  },
  "kube-apiserver-internal-lb-server": {
    authority: "kube-apiserver-lb-signer",
    holder: "bootstrap",
    purpose: "server",
    validity: "day",
    subject: () => apiServer,
    sans: (_, plan) => internalLoadBalancerSans(plan),
    why: "answers machines, which have a name of their own for the API, so that the users' may lead elsewhere",
  },
  "kube-apiserver-to-kubelet-client": {
    authority: "kube-apiserver-to-kubelet-signer",
    holder: "bootstrap",
    purpose: "client",
    validity: "year",
    subject: () => apiServer,
    why: "an API server asks kubelets for logs and to run commands, as the user whom their RBAC knows",
  },
  "apiserver-proxy": {
    authority: "aggregator-signer",
    holder: "bootstrap",
    purpose: "client",
    validity: "day",
    subject: () => ({ commonName: "system:kube-apiserver-proxy", organization: "kube-master" }),
    why: "aggregated API servers believe its holder about users, and know it by a name of their allow list",
  },
  "kube-control-plane-kube-controller-manager-client": {
    authority: "kube-control-plane-signer",
    holder: "bootstrap",
    purpose: "client",
    validity: "year",
    subject: () => ({ commonName: "system:admin", ...masters }),
    why: "the roles of system:kube-controller-manager are made by the API server later than it is first dialled",
  },
  "kube-control-plane-kube-scheduler-client": {
    authority: "kube-control-plane-signer",
    holder: "bootstrap",
    purpose: "client",
    validity: "year",
    subject: () => ({ commonName: "system:admin", ...masters }),
    why: "the same race for the scheduler, whose failure would cost the operators' pods their first minutes",
  },
  "kubelet-client": {
    authority: "kubelet-bootstrap-kubeconfig-signer",
    holder: "bootstrap",
    purpose: "client",
    validity: "tenYears",
    subject: () => ({ commonName: nodeBootstrapper.user, organization: nodeBootstrapper.groups }),
    why: "served to control planes that boot: they may ask for a certificate, as the service account that workers use",
  },
  "machine-config-server": {
    authority: "root-ca",
    holder: "bootstrap",
    purpose: "server",
    validity: "tenYears",
    subject: () => ({ commonName: "system:machine-config-server" }),
    sans: (_, plan) => machineConfigServerSans(plan),
    why: "serves machines their configuration, on the bootstrap and, as a Secret, from then on in the cluster",
  },
  "admin-kubeconfig-client": {
    authority: "admin-kubeconfig-signer",
    holder: "operator",
    purpose: "client",
    validity: "tenYears",
    subject: () => ({ commonName: "system:admin", ...masters }),
    why: "an administrator dials and never answers, so it lacks the server usage that the installer gives it besides",
  },
  provisioner: {
    authority: "admin-kubeconfig-signer",
    holder: "operator",
    purpose: "client",
    validity: "year",
    subject: () => ({ commonName: "hardway:provisioner", ...masters }),
    why: "this program's own gates, told apart in the audit log; they run before there is RBAC that could admit them",
  },
  "etcd-operator": {
    authority: "etcd-signer",
    holder: "operator",
    purpose: "client",
    validity: "year",
    subject: () => ({ commonName: "hardway:etcd-operator" }),
    why: "this program's gates read with it which members etcd has; the operator of OpenShift adds and removes them",
  },
} as const satisfies Record<string, OpenshiftLeafSpec>;

/** The name of a leaf of this table. */
export type OpenshiftLeafName = keyof typeof openshiftLeaves;
