import { X509Certificate } from "node:crypto";
import { canonicalAddress } from "../topology/network";
import type { Sans } from "../topology/sans";
import type { Period } from "./validity";

/** What a certificate says of itself, read back from its bytes and not from what it was made of. */
export interface CertificateFacts {
  readonly x509: X509Certificate;
  /** The organizations, then the common name: `O=system:nodes, CN=system:node:worker-0`. */
  readonly subject: string;
  readonly issuer: string;
  readonly sans: Sans;
  /** Object identifiers; none in an authority. */
  readonly extendedKeyUsages: readonly string[];
  readonly period: Period;
}

/** Reads a certificate in PEM by node:crypto, a different program from the one that wrote it. */
export function inspect(certificatePem: string): CertificateFacts {
  const x509 = new X509Certificate(certificatePem);
  return {
    x509,
    subject: x509.subject.replaceAll("\n", ", "),
    issuer: x509.issuer.replaceAll("\n", ", "),
    sans: sansOf(x509.subjectAltName ?? ""),
    extendedKeyUsages: usagesOf(x509.keyUsage),
    period: { notBefore: new Date(x509.validFrom), notAfter: new Date(x509.validTo) },
  };
}

/** Node's types leave out that a certificate without the extension has no such property. */
function usagesOf(keyUsage: readonly string[] | undefined): readonly string[] {
  return keyUsage ?? [];
}

/** Reads Node's one-line form, `DNS:localhost, IP Address:127.0.0.1`; IPv6 is in upper case and in full there. */
function sansOf(text: string): Sans {
  const entries = text.split(", ");
  const ofKind = (prefix: string) =>
    entries.filter((entry) => entry.startsWith(prefix)).map((entry) => entry.slice(prefix.length));
  return { dns: ofKind("DNS:"), ip: ofKind("IP Address:").map(canonicalAddress) };
}
