import { createPrivateKey } from "node:crypto";
import { NotOffered } from "../../shared/errors";

/** The forms of a key's own kind, in which ssh2 reads it. */
const ownForms: Readonly<Record<string, "pkcs1" | "sec1">> = { rsa: "pkcs1", ec: "sec1" };

/**
 * A private key as ssh2 reads it: it knows no PKCS#8, which the official plugin does (Go's x/crypto/ssh,
 * ParseRawPrivateKey). Any other text is given back as it is.
 */
export function readableByClient(privateKey: string): string {
  if (!/^-----BEGIN PRIVATE KEY-----$/m.test(privateKey)) return privateKey;
  const key = createPrivateKey(privateKey);
  const type = ownForms[key.asymmetricKeyType ?? ""];
  if (type === undefined) {
    throw new NotOffered("a key in PKCS#8 that is neither of RSA nor of EC", "connection.privateKey");
  }
  return key.export({ type, format: "pem" }).toString();
}
