import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import forge from "node-forge";
import type { KeyMaterial } from "./bundle";

/** A key, read once for all the certificates that it signs or that are about it. */
export interface KeyPair {
  readonly createdAt: Date;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** The public half as node-forge writes it into a certificate. */
  readonly forgePublicKey: forge.pki.rsa.PublicKey;
  /** SHA-1 of the public key's bits, as bytes: RFC 5280 section 4.2.1.2, method 1. */
  readonly identifier: string;
}

/** Anything shorter is refused by Go's TLS from 1024 bits down and by common policy from 2048 down. */
const leastBits = 2048;

/** Reads a key of the stack's state; throws an error that names the key and shows nothing of it. */
export function keyPairOf(name: string, material: KeyMaterial): KeyPair {
  const privateKey = parsePrivateKey(name, material.privateKeyPem);
  const bits = privateKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (privateKey.asymmetricKeyType !== "rsa" || bits < leastBits)
    throw new Error(
      `the key ${name} is no RSA key of at least ${leastBits} bits; delete it and run up again`,
    );
  const createdAt = new Date(material.createdAt);
  if (Number.isNaN(createdAt.getTime()))
    throw new Error(`the key ${name} was made at "${material.createdAt}", which is no ISO 8601 time`);
  const publicKey = createPublicKey(privateKey);
  // Parsing the DER form costs node-forge a hundredth of what its own arithmetic on a PEM private key does.
  const spki = publicKey.export({ type: "spki", format: "der" }).toString("binary");
  const forgePublicKey = forge.pki.publicKeyFromAsn1(forge.asn1.fromDer(spki));
  const identifier = forge.pki.getPublicKeyFingerprint(forgePublicKey, { type: "RSAPublicKey" }).getBytes();
  return { createdAt, privateKey, publicKey, forgePublicKey, identifier };
}

/** Node's own error may quote the input, so it is not passed on. */
function parsePrivateKey(name: string, pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new Error(`the key ${name} is no private key in PEM; delete it and run up again`);
  }
}
