import { createPublicKey, sign, verify } from "node:crypto";
import { serviceAccountKeys } from "../../../../../manifests/openshift/objects/service-account-keys";
import { issueOpenshift } from "../../../../../pki/openshift";
import { testTime } from "../../../../support/keys";
import { separateOpenshiftTestKeys } from "../../../../support/openshift-keys";
import { clear, objectNamed } from "../../../../support/openshift-objects";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

const plan = openshiftPlanOf();
const bundle = issueOpenshift(plan, separateOpenshiftTestKeys(plan), testTime);
const objects = serviceAccountKeys(bundle);
const next = objectNamed(objects, "Secret", "next-bound-service-account-signing-key");
const initial = objectNamed(objects, "Secret", "initial-service-account-private-key");
const published = objectNamed(objects, "ConfigMap", "sa-token-signing-certs");

const token = Buffer.from("a token's claims");
const accepts = (publicKeyPem: string | undefined, signature: Buffer) =>
  verify("sha256", token, createPublicKey(publicKeyPem ?? ""), signature);

describe("the keys of service accounts' tokens", () => {
  it("blocker 10: let control planes accept the bootstrap's tokens, of either kind", () => {
    const bound = sign("sha256", token, bundle.boundServiceAccount.privateKeyPem);
    const legacy = sign("sha256", token, bundle.serviceAccount.privateKeyPem);
    expect(accepts(clear(next)["service-account.pub"], bound)).toBe(true);
    expect(accepts(published.data?.["service-account-001.pub"], legacy)).toBe(true);
  });

  it("blocker 10: let the bootstrap accept theirs", () => {
    const bound = sign("sha256", token, clear(next)["service-account.key"] ?? "");
    const legacy = sign("sha256", token, clear(initial)["service-account.key"] ?? "");
    expect(accepts(bundle.boundServiceAccount.publicKeyPem, bound)).toBe(true);
    expect(accepts(bundle.serviceAccount.publicKeyPem, legacy)).toBe(true);
  });

  it("stand where the operators look", () => {
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      "Secret openshift-kube-apiserver-operator/next-bound-service-account-signing-key",
      "Secret openshift-config/initial-service-account-private-key",
      "ConfigMap openshift-config-managed/sa-token-signing-certs",
    ]);
  });
});
