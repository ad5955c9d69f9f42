import type { OpenshiftAuthorityName } from "./certificates/openshift-authorities";
import type { OpenshiftBundle } from "./openshift-bundle";

interface CaBundleSpec {
  readonly signers: readonly OpenshiftAuthorityName[];
  /** Who reads it, and whom it so believes. */
  readonly why: string;
}

/** Which signers stand together in a file, by the installer's names (facts: openshift-hard-way.md, 1.2 and 1.3). */
export const caBundles = {
  "kube-apiserver-complete-server-ca-bundle": {
    signers: [
      "kube-apiserver-localhost-signer",
      "kube-apiserver-service-network-signer",
      "kube-apiserver-lb-signer",
    ],
    why: "clients trust it for API servers by whatever name they reach one; pods are given it with their tokens",
  },
  "kube-apiserver-complete-client-ca-bundle": {
    signers: [
      "admin-kubeconfig-signer",
      "kubelet-signer",
      "kube-control-plane-signer",
      "kube-apiserver-to-kubelet-signer",
      "kubelet-bootstrap-kubeconfig-signer",
    ],
    why: "API servers and kubelets trust it for clients; later the operator's union of the same signers does",
  },
  "kubelet-client-ca-bundle": {
    signers: ["kubelet-signer"],
    why: "API servers trust it for kubelets, whose certificates the controller manager signs with that signer",
  },
  "kubelet-serving-ca-bundle": {
    signers: ["kubelet-signer"],
    why: "the same trust under the name by which the operators hand it on, to those who read kubelets' metrics",
  },
  "kubelet-bootstrap-kubeconfig-ca-bundle": {
    signers: ["kubelet-bootstrap-kubeconfig-signer"],
    why: "what the operator of the API server adds to its union for machines that boot",
  },
  "admin-kubeconfig-ca-bundle": {
    signers: ["admin-kubeconfig-signer"],
    why: "what the operator of the API server adds to its union for administrators",
  },
  "localhost-ca-bundle": {
    signers: ["kube-apiserver-localhost-signer"],
    why: "a program that dials its own machine trusts nothing that could stand elsewhere",
  },
  "etcd-ca-bundle": {
    signers: ["etcd-signer"],
    why: "members trust it for clients and for each other, clients for members: etcd has one authority for both",
  },
  "etcd-metrics-ca-bundle": {
    signers: ["etcd-metric-signer"],
    why: "the ports of metrics trust it for their readers",
  },
} as const satisfies Record<string, CaBundleSpec>;

/** The name of a bundle of this table. */
export type CaBundleName = keyof typeof caBundles;

/** The certificates of a bundle's signers, one after another, in PEM. */
export function caBundle({ authorities }: OpenshiftBundle, name: CaBundleName): string {
  const { signers }: CaBundleSpec = caBundles[name];
  return signers.map((signer) => authorities[signer].certificatePem).join("");
}
