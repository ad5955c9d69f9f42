import type { ClusterPlan } from "../topology/plan";
import type { Bundle, Credential, KeyMaterial, RandomKey } from "./bundle";
import { certificatePem, type Issuer } from "./certificate";
import { type AuthorityName, authorities, authorityNames } from "./certificates/kubernetes";
import { keyPairOf } from "./key-pair";
import { authorityKey, clusterKeys, encryptionKey, requiredKeys, serviceAccountKey } from "./keys";
import { type PlannedLeaf, plannedLeaves } from "./leaves";
import { periodOf } from "./validity";

/** The keys of a stack by the names that `requiredKeys` gives. */
export type Keys = Readonly<Record<string, KeyMaterial | RandomKey>>;

/** An authority while it signs: its key is read once for all its leaves. */
interface Signer extends Issuer {
  readonly certificatePem: string;
  readonly keyPem: string;
}

/** Issues the leaves of the plan whose keys it is given. The authorities are in every bundle. */
export type Issuing = (keys: Keys) => Bundle;

/**
 * Issues every certificate of the plan. Pure: the same plan and keys give the same bytes at every `now` up to the next
 * renewal. Throws one error that names every missing key.
 */
export function issue(plan: ClusterPlan, keys: Keys, now: Date): Bundle {
  finderIn(keys, requiredKeys(plan));
  return issuing(plan, keys, now)(keys);
}

/**
 * Signs the authorities once, and returns what issues the leaves of one holder after another (`keysOfMachine`,
 * `keysOfOperators`), so that a machine need not wait for the keys of others.
 */
export function issuing(plan: ClusterPlan, cluster: Keys, now: Date): Issuing {
  const find = finderIn(cluster, clusterKeys());
  const keyOf = (name: string): KeyMaterial => privateKeyOf(name, find(name));
  const signers = recordOf(authorityNames, (name) =>
    signerOf(name, keyOf(authorityKey(name)), plan.validity.authority, now),
  );
  const authorities = recordOf(authorityNames, (name) => credentialOfSigner(signers[name]));
  const serviceAccount = serviceAccountOf(keyOf(serviceAccountKey));
  const encryption = randomBytesOf(encryptionKey, find(encryptionKey));
  const planned = plannedLeaves(plan);
  return (keys) => {
    const issued = planned.flatMap((leaf) => {
      const key = keys[leaf.name];
      return key === undefined
        ? []
        : [
            [
              leaf.name,
              credentialFor(leaf, privateKeyOf(leaf.name, key), signers[leaf.authority], now),
            ] as const,
          ];
    });
    return {
      authorities,
      serviceAccount,
      encryptionKey: encryption,
      leaves: Object.fromEntries(issued),
    };
  };
}

function signerOf(name: AuthorityName, material: KeyMaterial, days: number, now: Date): Signer {
  const key = keyPairOf(authorityKey(name), material);
  const self: Issuer = { subject: { commonName: authorities[name].commonName }, key };
  const certificate = certificatePem({
    ...self,
    issuer: self,
    purpose: "authority",
    sans: { dns: [], ip: [] },
    period: periodOf(key.createdAt, days, now),
  });
  return { ...self, certificatePem: certificate, keyPem: material.privateKeyPem };
}

function credentialOfSigner({ certificatePem, keyPem }: Signer): Bundle["authorities"][AuthorityName] {
  return { certificatePem, keyPem };
}

function serviceAccountOf(material: KeyMaterial): Bundle["serviceAccount"] {
  const { publicKey } = keyPairOf(serviceAccountKey, material);
  return {
    privateKeyPem: material.privateKeyPem,
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}

function credentialFor(leaf: PlannedLeaf, material: KeyMaterial, signer: Signer, now: Date): Credential {
  const key = keyPairOf(leaf.name, material);
  const { subject, purpose, sans } = leaf;
  const period = periodOf(key.createdAt, leaf.days, now);
  return {
    certificatePem: certificatePem({ subject, key, issuer: signer, purpose, sans, period }),
    keyPem: material.privateKeyPem,
    authorityPem: signer.certificatePem,
  };
}

function privateKeyOf(name: string, key: KeyMaterial | RandomKey): KeyMaterial {
  if ("privateKeyPem" in key) return key;
  throw new Error(`the key ${name} is no private key; delete it and run up again`);
}

/** The length is what the cipher wants (libsodium, "secretbox"). */
function randomBytesOf(name: string, key: KeyMaterial | RandomKey): string {
  if ("bytes" in key && Buffer.from(key.bytes, "base64").length === 32) return key.bytes;
  throw new Error(`the key ${name} is not of 32 random bytes; delete it and run up again`);
}

/** A look-up that cannot fail, because it has looked for all names beforehand. */
function finderIn(keys: Keys, names: readonly string[]): (name: string) => KeyMaterial | RandomKey {
  const missing = names.filter((name) => keys[name] === undefined);
  if (missing.length > 0) throw missingKeys(missing);
  return (name) => {
    const key = keys[name];
    if (key === undefined) throw missingKeys([name]);
    return key;
  };
}

function missingKeys(names: readonly string[]): Error {
  return new Error(
    `there is no key for ${names.join(", ")}: each certificate of the plan needs one of its own, ` +
      "so make the keys that pki/keys.ts names before issuing",
  );
}

function recordOf<K extends string, V>(names: readonly K[], make: (name: K) => V): Readonly<Record<K, V>> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, V>;
}
