import { caBundle } from "../../pki/ca-bundles";
import type {
  CaBundleName,
  OpenshiftAuthorityName,
  OpenshiftBundle,
  OpenshiftLeafName,
} from "../../pki/openshift-bundle";
import type { OpenshiftClusterPlan } from "../../topology/openshift/plan";
import { type NodeFile, publicFile, rootFile } from "../file";
import { keyPairFiles, keyPairPaths } from "../kubernetes/pem";
import { mounts } from "./bootstrap-mounts";
import { openshiftKubeconfig } from "./kubeconfigs";

/** The leaves that a pod serves with or shows. */
const leafPairs = [
  "kube-apiserver-service-network-server",
  "kube-apiserver-localhost-server",
  "kube-apiserver-lb-server",
  "kube-apiserver-internal-lb-server",
  "kube-apiserver-to-kubelet-client",
  "apiserver-proxy",
  "etcd-client",
] as const satisfies readonly OpenshiftLeafName[];

/** The signers that a pod signs with; all other signers' keys stay off the machine's pods. */
const signerPairs = ["kubelet-signer"] as const satisfies readonly OpenshiftAuthorityName[];

/** The signers of whom a pod knows the certificate alone. */
const signerCertificates = ["aggregator-signer"] as const satisfies readonly OpenshiftAuthorityName[];

const bundles = [
  "etcd-ca-bundle",
  "kube-apiserver-complete-client-ca-bundle",
  "kube-apiserver-complete-server-ca-bundle",
  "kubelet-client-ca-bundle",
] as const satisfies readonly CaBundleName[];

const kubeconfigs = ["kube-controller-manager", "kube-scheduler"] as const;

/** A file of the directory of secrets, by its name. */
export type SecretFileName =
  | `${(typeof leafPairs)[number] | (typeof signerPairs)[number]}.${"crt" | "key"}`
  | `${(typeof signerCertificates)[number] | (typeof bundles)[number]}.crt`
  | `${(typeof kubeconfigs)[number]}.kubeconfig`
  | `${"service-account" | "bound-service-account-signing-key"}.${"key" | "pub"}`;

/** Where a container sees a secret file; a name that no file has does not compile. */
export function secretPath(name: SecretFileName): string {
  return `${mounts.secrets.inPod}/${name}`;
}

const directory = mounts.secrets.onMachine;
const file = (name: SecretFileName) => `${directory}/${name}`;

/** Everything in the directory of secrets (facts: openshift-hard-way.md, 1.2). Secret as a whole. */
export function secretFiles(plan: OpenshiftClusterPlan, bundle: OpenshiftBundle): readonly NodeFile[] {
  const { authorities, leaves, serviceAccount, boundServiceAccount } = bundle;
  return [
    ...leafPairs.flatMap((name) => keyPairFiles(keyPairPaths(directory, name), leaves[name])),
    ...signerPairs.flatMap((name) => keyPairFiles(keyPairPaths(directory, name), authorities[name])),
    ...signerCertificates.map((name) => publicFile(file(`${name}.crt`), authorities[name].certificatePem)),
    ...bundles.map((name) => publicFile(file(`${name}.crt`), caBundle(bundle, name))),
    ...kubeconfigs.map((name) =>
      rootFile(file(`${name}.kubeconfig`), openshiftKubeconfig(plan, bundle, name)),
    ),
    rootFile(file("service-account.key"), serviceAccount.privateKeyPem),
    publicFile(file("service-account.pub"), serviceAccount.publicKeyPem),
    rootFile(file("bound-service-account-signing-key.key"), boundServiceAccount.privateKeyPem),
    publicFile(file("bound-service-account-signing-key.pub"), boundServiceAccount.publicKeyPem),
  ];
}
