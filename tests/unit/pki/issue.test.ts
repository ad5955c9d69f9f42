import { createPublicKey } from "node:crypto";
import type { Bundle } from "../../../pki/bundle";
import { issue, issuing, type Keys } from "../../../pki/issue";
import { authorityKey, clusterKeys, keysOfMachine, keysOfOperators, requiredKeys } from "../../../pki/keys";
import { authorityNames } from "../../../pki/certificates/kubernetes";
import { newKey, testKey, testKeys, testRandomKey, testTime } from "../../support/keys";
import { planOf } from "../../support/plan";

const plan = planOf({ controlPlanes: 1, workers: 1 });
const keys = testKeys(plan);
const day = 24 * 60 * 60 * 1000;
const after = (days: number) => new Date(testTime.getTime() + days * day);

/** Certificates by the names of their keys. */
function certificatesOf(bundle: Bundle): ReadonlyMap<string, string> {
  return new Map([
    ...authorityNames.map((name) => [authorityKey(name), bundle.authorities[name].certificatePem] as const),
    ...Object.entries(bundle.leaves).map(([name, { certificatePem }]) => [name, certificatePem] as const),
  ]);
}

/** The names of the certificates that are not the same in both bundles. */
function changed(one: Bundle, other: Bundle): readonly string[] {
  const others = certificatesOf(other);
  return [...certificatesOf(one)].filter(([name, pem]) => others.get(name) !== pem).map(([name]) => name);
}

const before = issue(plan, keys, testTime);

describe("issuing", () => {
  it("makes one certificate for each key that the plan needs but the service accounts' and that of Secrets", () => {
    const without = ["service-account", "secrets-encryption"];
    expect([...certificatesOf(before).keys()]).toEqual(
      requiredKeys(plan).filter((name) => !without.includes(name)),
    );
  });

  it("makes the same bundle from the same plan and keys", () => {
    expect(issue(plan, keys, testTime)).toEqual(before);
  });

  it("gives each certificate the key of its name", () => {
    const own = newKey();
    const bundle = issue(plan, { ...keys, admin: own }, testTime);
    expect(bundle.leaves["admin"]?.keyPem === own.privateKeyPem).toBe(true);
    expect(changed(before, bundle)).toEqual(["admin"]);
  });

  it("gives service accounts both halves of their key", () => {
    const { privateKeyPem, publicKeyPem } = before.serviceAccount;
    expect(createPublicKey(privateKeyPem).equals(createPublicKey(publicKeyPem))).toBe(true);
  });

  it("fails with the names of all keys that are missing", () => {
    const some: Keys = { ...keys };
    const { admin, "authority/etcd": etcd, ...rest } = some;
    expect([admin, etcd]).not.toContain(undefined);
    expect(() => issue(plan, rest, testTime)).toThrow(
      /^there is no key for authority\/etcd, admin: each certificate/,
    );
  });

  it("fails with the name of a key that is none", () => {
    const broken = { ...keys, admin: { ...testKey(), privateKeyPem: "none" } };
    expect(() => issue(plan, broken, testTime)).toThrow("the key admin is no private key in PEM");
  });

  it("fails where a key is of another kind, or too short for the cipher", () => {
    const wrong = { admin: testRandomKey, "secrets-encryption": { ...testRandomKey, bytes: "c2hvcnQ=" } };
    const messages = Object.entries(wrong).map(([name, key]) => {
      try {
        return issue(plan, { ...keys, [name]: key }, testTime).encryptionKey;
      } catch (error) {
        return String(error);
      }
    });
    expect(messages).toEqual([
      expect.stringContaining("the key admin is no private key"),
      expect.stringContaining("the key secrets-encryption is not of 32 random bytes"),
    ]);
  });

  it("hands on the key that encrypts Secrets as it is", () => {
    expect(before.encryptionKey).toBe(testRandomKey.bytes);
  });
});

describe("issuing for one machine", () => {
  const names = keysOfMachine(plan, plan.bootstrap);
  const keysFor = (owned: readonly string[]): Keys =>
    Object.fromEntries(owned.map((name) => [name, keys[name] ?? testKey()]));
  const issueTo = issuing(plan, keysFor(clusterKeys()), testTime);
  const part = issueTo(keysFor(names));

  it("needs no other machine's keys and makes its certificates alone", () => {
    expect(Object.keys(part.leaves)).toEqual(names);
  });

  it("makes the same certificates as issuing for all", () => {
    expect(part.authorities).toEqual(before.authorities);
    expect(before.leaves).toMatchObject(part.leaves);
  });

  it("signs the authorities once for all holders", () => {
    expect(issueTo(keysFor(keysOfOperators(plan))).authorities).toBe(part.authorities);
  });

  it("fails where a key that all depend on is missing", () => {
    expect(() => issuing(plan, keysFor(["admin"]), testTime)).toThrow(
      "there is no key for authority/etcd, authority/kubernetes",
    );
  });
});

describe("renewal", () => {
  const administrators = ["break-glass", "admin"];
  const leaves = Object.keys(before.leaves);

  it.each([
    ["nothing on the last day before any is due", 19.9, []],
    ["administrators' certificates after 20 of their 30 days", 20, administrators],
    ["all leaves after two thirds of their year", 244, leaves],
  ])("changes %s", (_, days, expected) => {
    expect(changed(before, issue(plan, keys, after(days)))).toEqual(expected);
  });

  it("changes authorities after two thirds of their ten years", () => {
    const names = authorityNames.map(authorityKey);
    const earlier = issue(plan, keys, after(2433));
    expect(changed(earlier, issue(plan, keys, after(2433.2)))).toEqual([]);
    expect(changed(earlier, issue(plan, keys, after(2433.4)))).toEqual(expect.arrayContaining(names));
  });

  it("counts from each key's own making", () => {
    const younger = { ...keys, admin: { ...testKey(), createdAt: after(10).toISOString() } };
    const now = issue(plan, younger, after(15));
    expect(changed(now, issue(plan, younger, after(25)))).toEqual(["break-glass"]);
  });
});

describe("a change of the plan", () => {
  it("changes the certificates whose names it changes and no others", () => {
    const other = planOf({ controlPlanes: 1, workers: 1, extraApiSans: ["k8s.example.com"] });
    expect(changed(before, issue(other, keys, testTime))).toEqual([
      "bootstrap/apiserver",
      "master-0/apiserver",
    ]);
  });

  it("leaves all others as they are where machines are added", () => {
    const larger = planOf({ controlPlanes: 1, workers: 2 });
    expect(changed(before, issue(larger, testKeys(larger), testTime))).toEqual([]);
  });

  it("changes the certificates of an authority whose key is another, and no others'", () => {
    const bundle = issue(plan, { ...keys, "authority/kubelet-serving": newKey() }, testTime);
    expect(changed(before, bundle)).toEqual([
      "authority/kubelet-serving",
      "master-0/kubelet-serving",
      "worker-0/kubelet-serving",
    ]);
  });
});
