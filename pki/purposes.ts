import type { AuthorityPurpose, Purpose } from "./spec";

interface Usage {
  /** RFC 5280 section 4.2.1.3: what the key itself does. */
  readonly keyUsage: Readonly<Partial<Record<"digitalSignature" | "keyEncipherment" | "keyCertSign", true>>>;
  /** RFC 5280 section 4.2.1.12, by node-forge's names. */
  readonly extendedKeyUsage: Readonly<Partial<Record<ExtendedKeyUsage, true>>>;
}

/** RFC 5280 section 4.2.1.9: how many authorities may stand between this one and a leaf; undefined for any number. */
type PathLength = 0 | undefined;

/** The object identifiers of the extended usages. */
export const extendedKeyUsages = {
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
} as const;

type ExtendedKeyUsage = keyof typeof extendedKeyUsages;

/**
 * What each kind of certificate may be used for. A leaf only ever signs handshakes: key encipherment is for the
 * RSA key exchange, which Go's TLS no longer offers and TLS 1.3 does not have. The authorities of OpenShift have it
 * nevertheless, so that one that an operator adopts is like those that it makes.
 */
export const purposes = {
  authority: { keyUsage: { keyCertSign: true }, extendedKeyUsage: {} },
  openshiftAuthority: {
    keyUsage: { digitalSignature: true, keyEncipherment: true, keyCertSign: true },
    extendedKeyUsage: {},
  },
  client: { keyUsage: { digitalSignature: true }, extendedKeyUsage: { clientAuth: true } },
  server: { keyUsage: { digitalSignature: true }, extendedKeyUsage: { serverAuth: true } },
  peer: {
    keyUsage: { digitalSignature: true },
    extendedKeyUsage: { serverAuth: true, clientAuth: true },
  },
} as const satisfies Record<Purpose | AuthorityPurpose, Usage>;

/**
 * How long the paths below an authority may be. Operators of OpenShift make authorities below those that they adopt:
 * what signs kubelets' requests is signed by `kubelet-signer`, and under a length of 0 no kubelet would be believed.
 */
export const pathLengths = {
  authority: 0,
  openshiftAuthority: undefined,
} as const satisfies Record<AuthorityPurpose, PathLength>;

/** Whether a certificate with this purpose may sign others. */
export function isAuthority(purpose: Purpose | AuthorityPurpose): purpose is AuthorityPurpose {
  return purpose in pathLengths;
}
