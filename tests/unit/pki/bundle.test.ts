import { credentialOf, keyNameOf, operatorCredential } from "../../../pki/bundle";
import { testBundle } from "../../support/keys";
import { planOf } from "../../support/plan";

const plan = planOf({ controlPlanes: 1, workers: 1 });
const bundle = testBundle(plan);

describe("a bundle", () => {
  it("gives a machine's credential by the leaf's name", () => {
    expect(credentialOf(bundle, "apiserver", plan.bootstrap)).toBe(bundle.leaves["bootstrap/apiserver"]);
  });

  it("gives the operators' credentials by the leaf's name", () => {
    expect(operatorCredential(bundle, "admin")).toBe(bundle.leaves["admin"]);
  });

  it("has the certificate of the authority beside each that it signed", () => {
    expect(credentialOf(bundle, "etcd-peer", plan.bootstrap).authorityPem).toBe(
      bundle.authorities.etcd.certificatePem,
    );
  });

  it("says so where a machine has no such leaf", () => {
    const [worker] = plan.workers;
    if (worker === undefined) throw new Error("the plan has no worker");
    expect(() => credentialOf(bundle, "apiserver", worker)).toThrow(
      "the certificate table has no leaf worker-0/apiserver",
    );
  });
});

describe("the name of a key", () => {
  it("tells machines apart and is the leaf's own where operators hold it", () => {
    expect(keyNameOf("apiserver", plan.bootstrap)).toBe("bootstrap/apiserver");
    expect(keyNameOf("admin", undefined)).toBe("admin");
  });
});
