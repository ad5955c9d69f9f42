import { X509Certificate } from "node:crypto";
import { daysLeftOf, ledger } from "../../../pki/ledger";
import { requiredKeys } from "../../../pki/keys";
import { testBundle, testTime } from "../../support/keys";
import { planOf } from "../../support/plan";

const plan = planOf({ controlPlanes: 1, workers: 1 });
const bundle = testBundle(plan);
const entries = ledger([bundle]);
const entryOf = (name: string) => entries.find((entry) => entry.name === name);

describe("the ledger", () => {
  it("lists every certificate, authorities first", () => {
    expect(entries.map(({ name }) => name)).toEqual(
      requiredKeys(plan).filter((name) => !["service-account", "secrets-encryption"].includes(name)),
    );
  });

  it("says of each whose it is, who signed it, what it covers and until when", () => {
    const pem = bundle.leaves["worker-0/kubelet-serving"]?.certificatePem ?? "";
    expect(entryOf("worker-0/kubelet-serving")).toEqual({
      name: "worker-0/kubelet-serving",
      subject: "O=system:nodes, CN=system:node:worker-0",
      issuer: "CN=kubelet-serving-ca",
      dns: ["worker-0", "worker-0.dev.hardway.internal"],
      ip: ["10.90.0.21"],
      notBefore: "2025-12-31T23:55:00.000Z",
      notAfter: "2027-01-01T00:00:00.000Z",
      fingerprint: new X509Certificate(pem).fingerprint256,
    });
  });

  it("holds no key and no certificate", () => {
    expect(JSON.stringify(entries)).not.toMatch(/BEGIN|PRIVATE/);
  });

  it("is the same at each up until a certificate is", () => {
    const later = new Date(testTime.getTime() + 10 * 24 * 60 * 60 * 1000);
    expect(ledger([testBundle(plan, later)])).toEqual(entries);
  });
});

describe("the days left", () => {
  it("are counted apart from the ledger, as they change every day", () => {
    const admin = entryOf("admin");
    if (admin === undefined) throw new Error("the ledger has no admin");
    expect(daysLeftOf(admin, testTime)).toBe(30);
    expect(daysLeftOf(admin, new Date("2026-03-01T00:00:00Z"))).toBe(-29);
  });
});
