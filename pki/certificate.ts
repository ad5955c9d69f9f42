import { createHash, sign as signNatively } from "node:crypto";
import forge from "node-forge";
import type { Sans } from "../topology/sans";
import type { KeyPair } from "./key-pair";
import { isAuthority, pathLengths, purposes } from "./purposes";
import { type AuthorityPurpose, organizationsOf, type Purpose, type Subject } from "./spec";
import type { Period } from "./validity";

/** Whoever signs: an authority's name and key. */
export interface Issuer {
  readonly subject: Subject;
  readonly key: KeyPair;
}

/** All that goes into a certificate; the same content gives the same bytes. */
export interface CertificateContent extends Issuer {
  readonly issuer: Issuer;
  readonly purpose: Purpose | AuthorityPurpose;
  readonly sans: Sans;
  readonly period: Period;
}

/**
 * An X.509 v3 certificate (RFC 5280) in PEM, signed with SHA-256 and RSA PKCS#1 v1.5. That signature scheme has no
 * random part, which is why a certificate need not be stored: it can be made again.
 */
export function certificatePem(content: CertificateContent): string {
  const certificate = forge.pki.createCertificate();
  certificate.serialNumber = serialOf(content);
  certificate.validity.notBefore = content.period.notBefore;
  certificate.validity.notAfter = content.period.notAfter;
  certificate.setSubject(attributesOf(content.subject));
  certificate.setIssuer(attributesOf(content.issuer.subject));
  certificate.publicKey = content.key.forgePublicKey;
  certificate.setExtensions(extensionsOf(content));
  // node-forge hands its signer a digest, node:crypto wants what was digested; 2 ms against 40 ms in JavaScript.
  const signer = {
    sign: () => signBytes(forge.asn1.toDer(certificate.tbsCertificate).getBytes(), content.issuer.key),
  };
  // Without a digest of our own node-forge would sign with SHA-1.
  certificate.sign(signer as unknown as forge.pki.rsa.PrivateKey, forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate).replaceAll("\r\n", "\n");
}

function signBytes(bytes: string, key: KeyPair): string {
  return signNatively("sha256", Buffer.from(bytes, "binary"), key.privateKey).toString("binary");
}

/**
 * Sixteen bytes of a hash over everything in the certificate, as hex. The first byte is forced to 01xxxxxx: a set
 * top bit would make the number negative, and leading zeros would not be DER (RFC 5280 section 4.1.2.2).
 */
function serialOf({ subject, key, issuer, purpose, sans, period }: CertificateContent): string {
  const content = [subject, key.identifier, issuer.subject, issuer.key.identifier, purpose, sans, period];
  const digest = createHash("sha256").update(JSON.stringify(content)).digest().subarray(0, 16);
  digest[0] = ((digest[0] ?? 0) & 0x3f) | 0x40;
  return digest.toString("hex");
}

/** PrintableString, node-forge's default, lacks characters that names may have; its types take a tag for a class. */
const valueTagClass = forge.asn1.Type.UTF8 as unknown as forge.asn1.Class;

function attributesOf(subject: Subject): forge.pki.CertificateField[] {
  const { organizationalUnit, commonName } = subject;
  return [
    ...organizationsOf(subject).map((value) => ({ name: "organizationName", value })),
    ...(organizationalUnit === undefined
      ? []
      : [{ name: "organizationalUnitName", value: organizationalUnit }]),
    { name: "commonName", value: commonName },
  ].map((attribute) => ({ ...attribute, valueTagClass }));
}

/** The extensions by node-forge's names; what a verifier must understand or refuse is critical. */
function extensionsOf({ purpose, sans, issuer }: CertificateContent): object[] {
  const { keyUsage, extendedKeyUsage } = purposes[purpose];
  const altNames = [
    ...sans.dns.map((value) => ({ type: 2, value })),
    ...sans.ip.map((ip) => ({ type: 7, ip })),
  ];
  return [
    { name: "basicConstraints", critical: true, ...constraintsOf(purpose) },
    { name: "keyUsage", critical: true, ...keyUsage },
    ...(isAuthority(purpose) ? [] : [{ name: "extKeyUsage", ...extendedKeyUsage }]),
    { name: "subjectKeyIdentifier" },
    // The key alone and not the issuer's serial number: a renewed authority must still match its older leaves.
    { name: "authorityKeyIdentifier", keyIdentifier: issuer.key.identifier },
    ...(altNames.length === 0 ? [] : [{ name: "subjectAltName", altNames }]),
  ];
}

function constraintsOf(purpose: CertificateContent["purpose"]): object {
  if (!isAuthority(purpose)) return {};
  const pathLenConstraint = pathLengths[purpose];
  return { cA: true, ...(pathLenConstraint !== undefined && { pathLenConstraint }) };
}
