import { X509Certificate } from "node:crypto";
import {
  adoptedSigners,
  seededBundles,
  signerSecrets,
  trustedBundles,
} from "../../../../../manifests/openshift/objects/signers";
import { issueOpenshift } from "../../../../../pki/openshift";
import type { OpenshiftAuthorityName, OpenshiftLeafName } from "../../../../../pki/openshift-bundle";
import { testTime } from "../../../../support/keys";
import { separateOpenshiftTestKeys } from "../../../../support/openshift-keys";
import { clear, objectNamed, testObjects } from "../../../../support/openshift-objects";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

const plan = openshiftPlanOf();
const bundle = issueOpenshift(plan, separateOpenshiftTestKeys(plan), testTime);
const objects = testObjects(plan, bundle);

const certificatesIn = (pem: string) =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (each) => new X509Certificate(each),
  );
const signerIn = (secretName: string) =>
  certificatesIn(clear(objectNamed(objects, "Secret", secretName))["tls.crt"] ?? "");
const bundleIn = (mapName: string, key = "ca-bundle.crt") =>
  certificatesIn(objectNamed(objects, "ConfigMap", mapName).data?.[key] ?? "");
const isSignedByOneOf = (leaf: OpenshiftLeafName, signers: readonly X509Certificate[]) => {
  const certificate = new X509Certificate(bundle.leaves[leaf].certificatePem);
  return signers.some((signer) => certificate.verify(signer.publicKey));
};

/** What the operator's API servers will trust for clients: the union of facts 1.4, of what is seeded of it. */
const clientAuthorities = [
  ...bundleIn("admin-kubeconfig-client-ca"),
  ...bundleIn("csr-controller-ca"),
  ...signerIn("kube-apiserver-to-kubelet-signer"),
  ...signerIn("kube-control-plane-signer"),
  ...bundleIn("kubelet-bootstrap-kubeconfig"),
];

describe("the signers that operators adopt", () => {
  it.each([
    "admin-kubeconfig-client",
    "provisioner",
    "kubelet-client",
    "kube-control-plane-kube-controller-manager-client",
    "kube-control-plane-kube-scheduler-client",
    "kube-apiserver-to-kubelet-client",
  ] as const)("blocker 9: leave the client %s trusted once the control planes' API servers run", (leaf) => {
    expect(isSignedByOneOf(leaf, clientAuthorities)).toBe(true);
  });

  it("blocker 9: leave kubelets trusted whose certificates the bootstrap signed", () => {
    const [kubelets] = signerIn("csr-signer-signer");
    expect(clientAuthorities.map(({ fingerprint256 }) => fingerprint256)).toContain(kubelets?.fingerprint256);
  });

  it.each([
    ["kube-apiserver-lb-server", "loadbalancer-serving-signer"],
    ["kube-apiserver-internal-lb-server", "loadbalancer-serving-signer"],
    ["kube-apiserver-localhost-server", "localhost-serving-signer"],
    ["kube-apiserver-service-network-server", "service-network-serving-signer"],
    ["apiserver-proxy", "aggregator-client-signer"],
    ["etcd-client", "etcd-signer"],
    ["etcd-peer", "etcd-signer"],
    ["etcd-metric-client", "etcd-metric-signer"],
  ] as const)(
    "blocker 9: have %s and what the operator will issue under one signer, %s",
    (leaf, secretName) => {
      expect(isSignedByOneOf(leaf, signerIn(secretName))).toBe(true);
    },
  );

  it("blocker 9: are adopted and not made anew: key beside certificate, and what the operator reads said", () => {
    for (const signer of signerSecrets(bundle)) {
      const { "tls.crt": pem = "", "tls.key": key = "" } = clear(signer);
      const certificate = new X509Certificate(pem);
      const { annotations = {} } = signer.metadata;
      expect(signer.type).toBe("kubernetes.io/tls");
      expect(key).toContain("PRIVATE KEY");
      expect(certificate.subject).toContain(
        `CN=${annotations["auth.openshift.io/certificate-issuer"] ?? "nobody"}`,
      );
      expect(new Date(annotations["auth.openshift.io/certificate-not-after"] ?? "")).toEqual(
        new Date(certificate.validTo),
      );
      expect(new Date(annotations["auth.openshift.io/certificate-not-before"] ?? "")).toEqual(
        new Date(certificate.validFrom),
      );
    }
  });

  it("stand where each one's operator looks", () => {
    const places = signerSecrets(bundle).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    expect(places).toEqual([
      "openshift-kube-apiserver-operator/loadbalancer-serving-signer",
      "openshift-kube-apiserver-operator/localhost-serving-signer",
      "openshift-kube-apiserver-operator/service-network-serving-signer",
      "openshift-kube-apiserver-operator/kube-apiserver-to-kubelet-signer",
      "openshift-kube-apiserver-operator/kube-control-plane-signer",
      "openshift-kube-apiserver-operator/aggregator-client-signer",
      "openshift-kube-controller-manager-operator/csr-signer-signer",
    ]);
  });

  it("name as their owner whoever renews them", () => {
    const owners = signerSecrets(bundle).map(
      ({ metadata }) => metadata.annotations?.["openshift.io/owning-component"],
    );
    expect(owners).toEqual(adoptedSigners.map(({ owner }) => owner));
  });
});

describe("the signers whose keys are not given away", () => {
  const kept: readonly OpenshiftAuthorityName[] = [
    "admin-kubeconfig-signer",
    "kubelet-bootstrap-kubeconfig-signer",
  ];

  it.each(kept)("%s: the cluster has its certificate and nowhere its key", (authority) => {
    const keys = objects.flatMap((object) => (object.kind === "Secret" ? Object.values(clear(object)) : []));
    expect(keys).not.toContain(bundle.authorities[authority].keyPem);
  });

  it("are seeded as bundles of exactly what each reader may trust", () => {
    expect(
      trustedBundles(bundle).map(({ data }) => certificatesIn(data?.["ca-bundle.crt"] ?? "").length),
    ).toEqual(seededBundles.map(({ name }) => (name === "initial-kube-apiserver-server-ca" ? 5 : 1)));
  });

  it("invariant a of 6.2: have kubelets trust the same as the bootstrap's render had them trust", () => {
    expect(
      bundleIn("initial-kube-apiserver-server-ca").map(({ subject }) => subject.split("CN=")[1]),
    ).toEqual([
      "admin-kubeconfig-signer",
      "kubelet-signer",
      "kube-control-plane-signer",
      "kube-apiserver-to-kubelet-signer",
      "kubelet-bootstrap-kubeconfig-signer",
    ]);
  });
});
