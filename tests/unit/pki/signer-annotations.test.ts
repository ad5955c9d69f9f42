import { signerAnnotations } from "../../../pki/signer-annotations";
import { testBundle } from "../../support/keys";
import { openshiftTestBundle } from "../../support/openshift-keys";
import { openshiftPlanOf } from "../../support/openshift-plan";
import { planOf } from "../../support/plan";

const bundle = openshiftTestBundle(openshiftPlanOf());

describe("the annotations by which an operator adopts a certificate", () => {
  it("say of a signer from when until when it is valid, in whole seconds, and that it signed itself", () => {
    expect(signerAnnotations(bundle.authorities["aggregator-signer"].certificatePem)).toEqual({
      "auth.openshift.io/certificate-not-before": "2025-12-31T23:55:00Z",
      "auth.openshift.io/certificate-not-after": "2026-01-02T00:00:00Z",
      "auth.openshift.io/certificate-issuer": "aggregator-signer",
    });
  });

  it("say of a leaf who signed it", () => {
    expect(signerAnnotations(bundle.leaves["etcd-client"].certificatePem)).toMatchObject({
      "auth.openshift.io/certificate-issuer": "openshift-etcd_etcd-signer@1767225600",
    });
  });

  it("are read from any certificate", () => {
    const { certificatePem } = testBundle(planOf()).authorities.etcd;
    expect(signerAnnotations(certificatePem)).toMatchObject({
      "auth.openshift.io/certificate-issuer": "etcd-ca",
    });
  });
});
