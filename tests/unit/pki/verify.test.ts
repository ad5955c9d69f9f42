import type { Bundle, Credential } from "../../../pki/bundle";
import { issue } from "../../../pki/issue";
import { verify } from "../../../pki/verify";
import { newKey, testBundle, testKeys, testTime } from "../../support/keys";
import { planOf } from "../../support/plan";

const plan = planOf({ controlPlanes: 1, workers: 1 });
const bundle = testBundle(plan);
const name = "master-0/apiserver";

function credential(from: Bundle, leaf: string): Credential {
  const found = from.leaves[leaf];
  if (found === undefined) throw new Error(`no leaf ${leaf}`);
  return found;
}

/** What is wrong after the leaf `master-0/apiserver` was changed. */
function faultsWith(change: Partial<Credential>): readonly string[] {
  const leaves = { ...bundle.leaves, [name]: { ...credential(bundle, name), ...change } };
  return verify(plan, { ...bundle, leaves }, testTime);
}

describe("verification", () => {
  it("finds nothing in a bundle that was issued for the plan", () => {
    expect(verify(plan, bundle, testTime)).toEqual([]);
  });

  it("finds a leaf that another authority signed", () => {
    const { certificatePem } = credential(
      issue(plan, { ...testKeys(plan), "authority/kubernetes": newKey() }, testTime),
      name,
    );
    expect(faultsWith({ certificatePem })).toEqual([`${name}: not true that it is signed by its authority`]);
  });

  it("finds a leaf with another's key", () => {
    expect(faultsWith({ keyPem: newKey().privateKeyPem })).toEqual([
      `${name}: not true that it belongs to its key`,
    ]);
  });

  it("finds an authority in a leaf's place", () => {
    const { certificatePem } = bundle.authorities.kubernetes;
    expect(faultsWith({ certificatePem })).toContain(`${name}: not true that it is no authority`);
  });

  it("finds a leaf with another purpose", () => {
    const { certificatePem } = credential(bundle, "master-0/apiserver-kubelet-client");
    expect(faultsWith({ certificatePem })).toEqual([
      `${name}: not true that it has the usages of its purpose and no other`,
      `${name}: not true that it names the subject of the plan`,
      `${name}: not true that it covers the names and addresses of the plan and no other`,
    ]);
  });

  it("finds a leaf that lacks a name of the plan, or has one more", () => {
    const wider = planOf({ controlPlanes: 1, workers: 1, extraApiSans: ["k8s.example.com"] });
    const sentence = "not true that it covers the names and addresses of the plan and no other";
    const faults = ["bootstrap/apiserver", name].map((leaf) => `${leaf}: ${sentence}`);
    expect(verify(wider, bundle, testTime)).toEqual(faults);
    expect(verify(plan, testBundle(wider), testTime)).toEqual(faults);
  });

  it("finds what has expired", () => {
    const later = new Date("2026-02-01T00:00:00Z");
    expect(verify(plan, bundle, later)).toEqual([
      "break-glass: not true that it is valid now",
      "admin: not true that it is valid now",
    ]);
  });

  it("finds leaves that outlast their authority", () => {
    const brief = { ...plan, validity: { ...plan.validity, authority: 31 } };
    const faults = verify(brief, testBundle(brief), testTime);
    expect(faults).toContain(`${name}: not true that it ends no later than its authority`);
    expect(faults.filter((fault) => fault.startsWith("admin:"))).toEqual([]);
  });

  it("finds an authority that is none", () => {
    const authorities = {
      ...bundle.authorities,
      etcd: { certificatePem: credential(bundle, name).certificatePem, keyPem: "" },
    };
    expect(verify(plan, { ...bundle, authorities }, testTime)).toContain(
      "authority/etcd: not true that it is a valid self-signed authority",
    );
  });

  it("finds a leaf that is missing", () => {
    const { [name]: removed, ...leaves } = bundle.leaves;
    expect(removed).toBeDefined();
    expect(verify(plan, { ...bundle, leaves }, testTime)).toEqual([
      `${name}: not true that it is in the bundle`,
    ]);
  });
});
