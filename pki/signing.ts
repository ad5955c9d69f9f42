import type { PlannedAuthority } from "./authorities";
import type { Authority, Credential, KeyMaterial, TokenKeyPair } from "./bundle";
import { certificatePem, type Issuer } from "./certificate";
import { type KeyPair, keyPairOf } from "./key-pair";
import type { PlannedLeaf } from "./leaves";
import { namesIn, recordOf } from "./record";
import { type Period, periodOf } from "./validity";

/** An authority while it signs: its key is read once for all its leaves. */
export interface Signer extends Issuer {
  readonly certificatePem: string;
  readonly keyPem: string;
}

/** Signs the authority's own certificate. */
export function signerOf(authority: PlannedAuthority, material: KeyMaterial, now: Date): Signer {
  const { name, purpose, days } = authority;
  const key = keyPairOf(name, material);
  const self: Issuer = { subject: authority.subject(key.createdAt), key };
  const certificate = certificatePem({
    ...self,
    issuer: self,
    purpose,
    sans: { dns: [], ip: [] },
    period: periodOf(key.createdAt, days, now),
  });
  return { ...self, certificatePem: certificate, keyPem: material.privateKeyPem };
}

/** The signers' certificates and keys as a bundle has them. */
export function authoritiesOf<A extends string>(
  signers: Readonly<Record<A, Signer>>,
): Readonly<Record<A, Authority>> {
  return recordOf(namesIn(signers), (name) => {
    const { certificatePem, keyPem } = signers[name];
    return { certificatePem, keyPem };
  });
}

/** Signs a leaf. Its period is asked for with the key that it is for, as that says since when there is such a leaf. */
export function credentialFor(
  leaf: PlannedLeaf<string>,
  material: KeyMaterial,
  signer: Signer,
  periodFor: (key: KeyPair) => Period,
): Credential {
  const key = keyPairOf(leaf.name, material);
  const { subject, purpose, sans } = leaf;
  const period = periodFor(key);
  return {
    certificatePem: certificatePem({ subject, key, issuer: signer, purpose, sans, period }),
    keyPem: material.privateKeyPem,
    authorityPem: signer.certificatePem,
  };
}

/** Both halves of a key that signs or verifies tokens. */
export function tokenKeyPairOf(name: string, material: KeyMaterial): TokenKeyPair {
  const { publicKey } = keyPairOf(name, material);
  return {
    privateKeyPem: material.privateKeyPem,
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}
