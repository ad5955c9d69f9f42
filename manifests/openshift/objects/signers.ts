import { caBundle } from "../../../pki/ca-bundles";
import type { CaBundleName, OpenshiftAuthorityName, OpenshiftBundle } from "../../../pki/openshift-bundle";
import { signerAnnotations } from "../../../pki/signer-annotations";
import { bundleMap, type ConfigMap } from "./config-map";
import { namespaces, owningComponent } from "./names";
import { type Secret, tlsSecret } from "./secret";

/** Which operator renews a signer or a bundle. */
type Owner = "kube-apiserver" | "kube-controller-manager";

interface AdoptedSigner {
  readonly authority: OpenshiftAuthorityName;
  readonly namespace: string;
  /** The Secret's name, by which the operator looks for it. */
  readonly name: string;
  readonly owner: Owner;
}

interface SeededBundle {
  readonly bundle: CaBundleName;
  readonly namespace: string;
  readonly name: string;
  readonly owner: Owner;
  readonly why: string;
}

const { apiServerOperator, controllerManagerOperator, config, managedConfig } = namespaces;

/**
 * The signers that operators take over, where and as what they look for them. One that finds none makes its own, and
 * whatever the bootstrap issued is refused from then on (facts: openshift-hard-way.md, 1.2 and 1.4, and 12.2, blocker 9).
 */
export const adoptedSigners = [
  {
    authority: "kube-apiserver-lb-signer",
    namespace: apiServerOperator,
    name: "loadbalancer-serving-signer",
    owner: "kube-apiserver",
  },
  {
    authority: "kube-apiserver-localhost-signer",
    namespace: apiServerOperator,
    name: "localhost-serving-signer",
    owner: "kube-apiserver",
  },
  {
    authority: "kube-apiserver-service-network-signer",
    namespace: apiServerOperator,
    name: "service-network-serving-signer",
    owner: "kube-apiserver",
  },
  {
    authority: "kube-apiserver-to-kubelet-signer",
    namespace: apiServerOperator,
    name: "kube-apiserver-to-kubelet-signer",
    owner: "kube-apiserver",
  },
  {
    authority: "kube-control-plane-signer",
    namespace: apiServerOperator,
    name: "kube-control-plane-signer",
    owner: "kube-apiserver",
  },
  {
    authority: "aggregator-signer",
    namespace: apiServerOperator,
    name: "aggregator-client-signer",
    owner: "kube-apiserver",
  },
  {
    authority: "kubelet-signer",
    namespace: controllerManagerOperator,
    name: "csr-signer-signer",
    owner: "kube-controller-manager",
  },
] as const satisfies readonly AdoptedSigner[];

/**
 * The bundles of signers whose keys stay here or end with the bootstrap machine. The API servers of the control planes
 * trust these for clients, together with the signers above, and nothing else.
 */
export const seededBundles = [
  {
    bundle: "admin-kubeconfig-ca-bundle",
    namespace: config,
    name: "admin-kubeconfig-client-ca",
    owner: "kube-apiserver",
    why: "the administrator's kubeconfig outlives the bootstrap",
  },
  {
    bundle: "kubelet-bootstrap-kubeconfig-ca-bundle",
    namespace: managedConfig,
    name: "kubelet-bootstrap-kubeconfig",
    owner: "kube-apiserver",
    why: "control planes that start late still ask for their first certificate; whoever removes it takes that back",
  },
  {
    bundle: "kubelet-client-ca-bundle",
    namespace: managedConfig,
    name: "csr-controller-ca",
    owner: "kube-controller-manager",
    why: "kubelets' certificates that the bootstrap signed are accepted until they are renewed",
  },
  {
    bundle: "kube-apiserver-complete-client-ca-bundle",
    namespace: config,
    name: "initial-kube-apiserver-server-ca",
    owner: "kube-apiserver",
    why: "despite its name it is whom kubelets trust; MCO renders it into machines, and the bootstrap's render had the same",
  },
] as const satisfies readonly SeededBundle[];

/** The Secrets of the signers that operators adopt. */
export function signerSecrets({ authorities }: OpenshiftBundle): readonly Secret[] {
  return adoptedSigners.map(({ authority, namespace, name, owner }) => {
    const signer = authorities[authority];
    const annotations = { ...signerAnnotations(signer.certificatePem), [owningComponent]: owner };
    return tlsSecret({ namespace, name, annotations }, signer);
  });
}

/** The ConfigMaps of the bundles that stay trusted. */
export function trustedBundles(bundle: OpenshiftBundle): readonly ConfigMap[] {
  return seededBundles.map((row) => {
    const annotations = { [owningComponent]: row.owner };
    return bundleMap({ namespace: row.namespace, name: row.name, annotations }, caBundle(bundle, row.bundle));
  });
}
