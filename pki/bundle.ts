import type { Machine } from "../topology/plan";
import { type AuthorityName, type LeafName, leaves } from "./certificates/kubernetes";
import { leafKey } from "./key-names";
import type { Holders } from "./spec";

/** A private key as it is kept in the stack's state. */
export interface KeyMaterial {
  /** PKCS#8 in PEM. */
  readonly privateKeyPem: string;
  /** When the key was made, as an ISO 8601 time; validity periods are counted from here. */
  readonly createdAt: string;
}

/** Random bytes as they are kept in the stack's state: the key of a cipher. */
export interface RandomKey {
  /** 32 bytes in base64. */
  readonly bytes: string;
  /** When they were made, as an ISO 8601 time. */
  readonly createdAt: string;
}

/** A certificate with its key and with the certificate of the authority that signed it, each in PEM. */
export interface Credential {
  readonly certificatePem: string;
  readonly keyPem: string;
  readonly authorityPem: string;
}

/** An authority's certificate and key in PEM. */
export type Authority = Omit<Credential, "authorityPem">;

/** An RSA key pair without a certificate: it signs or verifies tokens. */
export interface TokenKeyPair {
  readonly privateKeyPem: string;
  readonly publicKeyPem: string;
}

/** All keys and certificates of a cluster. Secret as a whole. */
export interface Bundle {
  readonly authorities: Readonly<Record<AuthorityName, Authority>>;
  /** By `keyNameOf`. A plain object, as outputs of Pulumi carry plain data alone. */
  readonly leaves: Readonly<Record<string, Credential>>;
  /** Signs and verifies service account tokens. */
  readonly serviceAccount: TokenKeyPair;
  /** Encrypts Secrets in etcd: 32 bytes in base64. */
  readonly encryptionKey: string;
}

/** The leaves that holders of one kind have. */
export type LeafOfHolder<H extends keyof Holders> = {
  readonly [N in LeafName]: (typeof leaves)[N]["holder"] extends H ? N : never;
}[LeafName];

/** The name under which the key of a leaf is kept: `master-0/apiserver`, or `admin` for an operator's. */
export function keyNameOf(leaf: LeafName, holder: Machine | undefined): string {
  return leafKey(leaf, holder);
}

/** The credential of a machine; throws where the plan gives the machine no such leaf. */
export function credentialOf(bundle: Bundle, leaf: LeafName, holder: Machine): Credential {
  return find(bundle, keyNameOf(leaf, holder));
}

/** The credential of the cluster's operators. */
export function operatorCredential(bundle: Bundle, leaf: LeafOfHolder<"operator">): Credential {
  return find(bundle, keyNameOf(leaf, undefined));
}

function find(bundle: Bundle, name: string): Credential {
  const credential = bundle.leaves[name];
  if (credential === undefined) throw new Error(`the certificate table has no leaf ${name}`);
  return credential;
}
