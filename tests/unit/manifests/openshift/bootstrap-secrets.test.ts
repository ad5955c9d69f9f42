import { secretFiles, secretPath } from "../../../../manifests/openshift/bootstrap-secrets";
import { openshiftTestBundle } from "../../../support/openshift-keys";
import { openshiftPlanOf } from "../../../support/openshift-plan";

const plan = openshiftPlanOf();
const bundle = openshiftTestBundle(plan);
const files = secretFiles(plan, bundle);
const names = files.map(({ path }) => path.replace("/etc/kubernetes/bootstrap-secrets/", ""));
const contentsOf = (name: string) => files[names.indexOf(name)]?.contents;

describe("the directory of secrets", () => {
  it("has the key of no signer but the one that signs kubelets' requests", () => {
    const signers = Object.keys(bundle.authorities).map((name) => `${name}.key`);
    expect(names.filter((name) => signers.includes(name))).toEqual(["kubelet-signer.key"]);
  });

  it("has no administrator's credential", () => {
    expect(names.filter((name) => name.includes("admin"))).toEqual([]);
  });

  it("has the two halves of both key pairs of tokens", () => {
    expect(contentsOf("service-account.key")).toBe(bundle.serviceAccount.privateKeyPem);
    expect(contentsOf("service-account.pub")).toBe(bundle.serviceAccount.publicKeyPem);
    expect(contentsOf("bound-service-account-signing-key.key")).toBe(
      bundle.boundServiceAccount.privateKeyPem,
    );
    expect(contentsOf("bound-service-account-signing-key.pub")).toBe(bundle.boundServiceAccount.publicKeyPem);
  });

  it("has the signers by which the front proxy is known, not the proxy's own certificate", () => {
    expect(contentsOf("aggregator-signer.crt")).toBe(bundle.authorities["aggregator-signer"].certificatePem);
  });

  it("is seen by pods at the path that the operators' renders use", () => {
    expect(secretPath("etcd-client.key")).toBe("/etc/kubernetes/secrets/etcd-client.key");
  });
});
