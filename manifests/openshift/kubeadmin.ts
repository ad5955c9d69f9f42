import { createHash } from "node:crypto";
import { encodeBase64, hashSync } from "bcryptjs";
import { kubeadminKey } from "../../pki/key-names";
import { finderIn, type Keys, randomBytesOf } from "../../pki/key-store";

/** How many random bytes a password is made of: one for each character, of each of which 5 bits are used. */
export const kubeadminRandomBytes = 20;

/** 32 characters of which none is taken for another, so that a byte's last 5 bits choose evenly. */
const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
const groupLength = 5;
const saltBytes = 16;
/** Two to the power of this many rounds, bcrypt's usual cost. */
const costExponent = 10;

/** The first administrator's password and its hash. Secret. */
export interface Kubeadmin {
  readonly password: string;
  readonly hash: string;
}

/** The first administrator of a stack with these keys; the same keys give the same. Throws where its own is missing. */
export function kubeadminOf(keys: Keys): Kubeadmin {
  const random = Buffer.from(
    randomBytesOf(kubeadminKey, finderIn(keys, [kubeadminKey])(kubeadminKey)),
    "base64",
  );
  const password = kubeadminPassword(random);
  return { password, hash: kubeadminHash(password, random) };
}

/**
 * Whether a text has the form of a first administrator's password, xxxxx-xxxxx-xxxxx-xxxxx. The login server refuses what
 * is shorter, whatever its hash (facts: openshift-hard-way.md, 4.2, defect 7).
 */
export function isKubeadminPassword(text: string): boolean {
  return /^[A-Za-z0-9]{5}(-[A-Za-z0-9]{5}){3}$/.test(text);
}

/** A password of 100 random bits. The same bytes give the same password; throws where they are fewer than 20. */
export function kubeadminPassword(random: Uint8Array): string {
  demandBytes(random);
  const characters = Array.from(
    random.subarray(0, kubeadminRandomBytes),
    (byte) => alphabet[byte % 32] ?? "",
  );
  return (characters.join("").match(new RegExp(`.{${groupLength}}`, "g")) ?? []).join("-");
}

/**
 * The bcrypt hash of a password. Its salt is made of the given bytes, so that the same ones give the same hash and a second
 * `up` changes nothing; they may be those of the password, as nobody gets from the salt's digest back to 100 bits. Throws
 * for what is no such password, and for fewer than 20 bytes.
 */
export function kubeadminHash(password: string, random: Uint8Array): string {
  if (!isKubeadminPassword(password))
    throw new Error("the kubeadmin password is not of the form xxxxx-xxxxx-xxxxx-xxxxx");
  demandBytes(random);
  const salt = createHash("sha256").update("kubeadmin salt").update(random).digest().subarray(0, saltBytes);
  return hashSync(password, `$2b$${costExponent}$${encodeBase64(salt, saltBytes)}`);
}

function demandBytes(random: Uint8Array): void {
  if (random.length < kubeadminRandomBytes)
    throw new Error(`a kubeadmin password needs ${kubeadminRandomBytes} random bytes, not ${random.length}`);
}
