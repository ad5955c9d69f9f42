import { generateKeyPairSync } from "node:crypto";
import type { Bundle, KeyMaterial, RandomKey } from "../../pki/bundle";
import { issue, type Keys } from "../../pki/issue";
import { clusterKeys, encryptionKey, requiredKeys } from "../../pki/keys";
import { randomKeys } from "../../pki/key-names";
import type { ClusterPlan } from "../../topology/plan";

/** When every test key was made, and the clock that tests are on where they do not say otherwise. */
export const testTime = new Date("2026-01-01T00:00:00Z");

/** A new key of the kind that the program makes, as if it had been made at `createdAt`. */
export function newKey(createdAt = testTime): KeyMaterial {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    createdAt: createdAt.toISOString(),
  };
}

let cached: KeyMaterial | undefined;

/** One key for every purpose, made once in a test process: what a certificate says seldom depends on its key. */
export function testKey(): KeyMaterial {
  cached ??= newKey();
  return cached;
}

/** What encrypts Secrets in tests. */
export const testRandomKey: RandomKey = {
  bytes: Buffer.alloc(32, "test").toString("base64"),
  createdAt: testTime.toISOString(),
};

/** The same key under each of the names, but for the one that is no private key. */
export function testKeysNamed(names: readonly string[], key = testKey()): Keys {
  return Object.fromEntries(names.map((name) => [name, randomKeys.includes(name) ? testRandomKey : key]));
}

/** The same key under every name that the plan needs. */
export function testKeys(plan: ClusterPlan): Keys {
  return testKeysNamed(requiredKeys(plan));
}

/** A key of its own for each authority and one more for all leaves: enough where signatures are verified. */
export function separateTestKeys(plan: ClusterPlan): Keys {
  const own = Object.fromEntries(clusterKeys().map((name) => [name, newKey()]));
  return { ...testKeys(plan), ...own, [encryptionKey]: testRandomKey };
}

/** All certificates of the plan, made with the one test key. */
export function testBundle(plan: ClusterPlan, now = testTime): Bundle {
  return issue(plan, testKeys(plan), now);
}

/** The certificate by which the plan's API servers prove that they are the cluster's. */
export function testAuthority(plan: ClusterPlan): string {
  return testBundle(plan).authorities.kubernetes.certificatePem;
}
