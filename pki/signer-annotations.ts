import { inspect } from "./inspect";

/** What an operator reads of a signer that it finds, instead of reading the certificate. */
export interface SignerAnnotations {
  /** RFC 3339, in whole seconds. */
  readonly "auth.openshift.io/certificate-not-before": string;
  readonly "auth.openshift.io/certificate-not-after": string;
  /** The common name of whoever signed it: its own where it signed itself. */
  readonly "auth.openshift.io/certificate-issuer": string;
}

/**
 * The annotations without which an operator takes a Secret's certificate for missing and makes its own, read back from
 * the certificate itself (facts: openshift-hard-way.md, 1.4). Leaves that operators adopt have the same ones.
 */
export function signerAnnotations(certificatePem: string): SignerAnnotations {
  const { x509, period } = inspect(certificatePem);
  return {
    "auth.openshift.io/certificate-not-before": rfc3339(period.notBefore),
    "auth.openshift.io/certificate-not-after": rfc3339(period.notAfter),
    "auth.openshift.io/certificate-issuer": commonNameOf(x509.issuer),
  };
}

function rfc3339(time: Date): string {
  return time.toISOString().replace(".000Z", "Z");
}

/** Node gives a name as one line for each of its attributes. */
function commonNameOf(name: string): string {
  const prefix = "CN=";
  const line = name.split("\n").find((attribute) => attribute.startsWith(prefix));
  if (line === undefined) throw new Error(`the issuer ${name.replaceAll("\n", ", ")} has no common name`);
  return line.slice(prefix.length);
}
