import type { AuthoritySpec } from "../spec";
import type { OpenshiftPeriod } from "./openshift-periods";

/** A signer of OpenShift; its common name is its own name in the table. */
export interface OpenshiftAuthoritySpec extends Pick<AuthoritySpec, "why"> {
  readonly validity: OpenshiftPeriod;
  /** Where an operator would have made the signer itself: it calls it by its namespace, the name and the time. */
  readonly namespace?: string;
}

/** The signers of OpenShift, each self-signed (facts: openshift-hard-way.md, 1.2 and 1.3). */
export const openshiftAuthorities = {
  "etcd-signer": {
    validity: "fiveYears",
    namespace: "openshift-etcd",
    why: "etcd's operator adopts it, and only so do the members that it adds trust the bootstrap's and are trusted",
  },
  "etcd-metric-signer": {
    validity: "fiveYears",
    namespace: "openshift-etcd",
    why: "whoever reads etcd's metrics is to have no certificate that etcd's own store accepts",
  },
  "kube-apiserver-service-network-signer": {
    validity: "tenYears",
    why: "pods trust it: the operator issues from it to every control plane, so pods' bundles need never change",
  },
  "kube-apiserver-localhost-signer": {
    validity: "tenYears",
    why: "programs of a control plane trust it for their own machine, and a load balancer cannot stand for that",
  },
  "kube-apiserver-lb-signer": {
    validity: "tenYears",
    why: "users' and machines' kubeconfigs trust it, which no operator can reach to change",
  },
  "kube-apiserver-to-kubelet-signer": {
    validity: "year",
    why: "kubelets trust it, and its clients may run commands in every container",
  },
  "kube-control-plane-signer": {
    validity: "year",
    why: "the operator issues from it to controller managers and schedulers, and replaces it after weeks",
  },
  "kubelet-signer": {
    validity: "day",
    why: "signs kubelets' requests; the operator makes its own of it at once, and signs with those below it",
  },
  "aggregator-signer": {
    validity: "day",
    why: "its clients may claim to be any user; under an authority of users every user could",
  },
  "kubelet-bootstrap-kubeconfig-signer": {
    validity: "tenYears",
    why: "what machines boot with is under it alone, so that it can be taken back from all of them at once",
  },
  "root-ca": {
    validity: "tenYears",
    why: "machines trust it for their configuration at their first boot, when they have nothing else",
  },
  "admin-kubeconfig-signer": {
    validity: "tenYears",
    why: "administrators are under it alone; removing it from the cluster's trust takes every such kubeconfig back",
  },
} as const satisfies Record<string, OpenshiftAuthoritySpec>;

/** The name of a signer of this table. */
export type OpenshiftAuthorityName = keyof typeof openshiftAuthorities;
