import type { Purpose } from "./spec";

interface Usage {
  /** RFC 5280 section 4.2.1.3: what the key itself does. */
  readonly keyUsage: { readonly digitalSignature: true } | { readonly keyCertSign: true };
  /** RFC 5280 section 4.2.1.12, by node-forge's names. */
  readonly extendedKeyUsage: Readonly<Partial<Record<ExtendedKeyUsage, true>>>;
}

/** The object identifiers of the extended usages. */
export const extendedKeyUsages = {
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
} as const;

type ExtendedKeyUsage = keyof typeof extendedKeyUsages;

/**
 * What each kind of certificate may be used for. A leaf only ever signs handshakes: key encipherment is for the
 * RSA key exchange, which Go's TLS no longer offers and TLS 1.3 does not have.
 */
export const purposes = {
  authority: { keyUsage: { keyCertSign: true }, extendedKeyUsage: {} },
  client: { keyUsage: { digitalSignature: true }, extendedKeyUsage: { clientAuth: true } },
  server: { keyUsage: { digitalSignature: true }, extendedKeyUsage: { serverAuth: true } },
  peer: {
    keyUsage: { digitalSignature: true },
    extendedKeyUsage: { serverAuth: true, clientAuth: true },
  },
} as const satisfies Record<Purpose | "authority", Usage>;
