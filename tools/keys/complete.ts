import { generateKeyPair, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import type { KeyMaterial, RandomKey } from "../../pki/bundle";
import type { Keys } from "../../pki/issue";
import { randomKeys } from "../../pki/key-names";

/** The keys of these names: those that there are, as they are, and new ones, made at `now`, for the rest. */
export async function complete(names: readonly string[], present: Keys, now: Date): Promise<Keys> {
  const keys = names.map(async (name) => [name, present[name] ?? (await newKey(name, now))] as const);
  return Object.fromEntries(await Promise.all(keys));
}

async function newKey(name: string, now: Date): Promise<KeyMaterial | RandomKey> {
  const createdAt = now.toISOString();
  if (randomKeys.includes(name)) return { bytes: randomBytes(32).toString("base64"), createdAt };
  const { privateKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return { privateKeyPem: privateKey, createdAt };
}
