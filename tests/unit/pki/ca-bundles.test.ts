import { X509Certificate } from "node:crypto";
import { caBundle, type CaBundleName, caBundles } from "../../../pki/ca-bundles";
import { openshiftTestBundle } from "../../support/openshift-keys";
import { openshiftPlanOf } from "../../support/openshift-plan";

const bundle = openshiftTestBundle(openshiftPlanOf());
const names = Object.keys(caBundles) as CaBundleName[];

/** The signers in a bundle's text. */
function namesIn(text: string): readonly string[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g) ?? [];
  return blocks.map((pem) => /CN=(.*)/.exec(new X509Certificate(pem).subject)?.[1] ?? "");
}

describe("a bundle of signers", () => {
  it.each(Object.entries(caBundles))("%s says who reads it", (_, { why }) => {
    expect(why.length).toBeGreaterThan(40);
  });

  it("has the signers of API servers by every name, for clients", () => {
    expect(namesIn(caBundle(bundle, "kube-apiserver-complete-server-ca-bundle"))).toEqual([
      "kube-apiserver-localhost-signer",
      "kube-apiserver-service-network-signer",
      "kube-apiserver-lb-signer",
    ]);
  });

  it("has the signers of every kind of client, for API servers", () => {
    expect(namesIn(caBundle(bundle, "kube-apiserver-complete-client-ca-bundle"))).toEqual([
      "admin-kubeconfig-signer",
      "kubelet-signer",
      "kube-control-plane-signer",
      "kube-apiserver-to-kubelet-signer",
      "kubelet-bootstrap-kubeconfig-signer",
    ]);
  });

  it.each([
    ["kubelet-client-ca-bundle", "kubelet-signer"],
    ["kubelet-serving-ca-bundle", "kubelet-signer"],
    ["kubelet-bootstrap-kubeconfig-ca-bundle", "kubelet-bootstrap-kubeconfig-signer"],
    ["admin-kubeconfig-ca-bundle", "admin-kubeconfig-signer"],
    ["localhost-ca-bundle", "kube-apiserver-localhost-signer"],
    ["etcd-ca-bundle", "openshift-etcd_etcd-signer@1767225600"],
    ["etcd-metrics-ca-bundle", "openshift-etcd_etcd-metric-signer@1767225600"],
  ] as const)("%s has %s alone", (name, signer) => {
    expect(namesIn(caBundle(bundle, name))).toEqual([signer]);
  });

  it("never trusts the front proxy's signer for users, as its clients may claim to be any", () => {
    const trusting = names.filter((name) => namesIn(caBundle(bundle, name)).includes("aggregator-signer"));
    expect(trusting).toEqual([]);
  });
});
