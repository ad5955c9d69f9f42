import { createHash } from "node:crypto";
import ipaddr from "ipaddr.js";
import { asn1, pki, util } from "node-forge";
import { canonicalAddress } from "../../topology/network";

/** What stands in a PKCS#10 certificate request. */
export interface RequestContents {
  /** The subject's attributes, for example "CN=system:node:worker-0", in the order of the request. */
  readonly subject: readonly string[];
  /** The extensions that it asks for by name or number, for example "subjectAltName". */
  readonly extensions: readonly string[];
  /** The alternative names that it asks for, for example "DNS:worker-0" and "IP:10.90.0.21". */
  readonly sans: readonly string[];
  /** Which key it is made with: the SHA-256 of its SubjectPublicKeyInfo, in hexadecimal digits. */
  readonly key: string;
}

const shortNames: Readonly<Record<string, string>> = {
  commonName: "CN",
  organizationName: "O",
  organizationalUnitName: "OU",
};

/** The kinds of alternative names by their tags (RFC 5280, section 4.2.1.6); all but addresses are text. */
const nameKinds: Readonly<Record<number, string>> = { 1: "email", 2: "DNS", 6: "URI", 7: "IP" };

/**
 * Reads a certificate request (RFC 2986) in PEM; undefined where it is none. Written on node-forge's ASN.1
 * reader, as its own request type knows RSA keys alone and kubelets make ECDSA ones.
 */
export function readRequest(pem: string): RequestContents | undefined {
  try {
    const body = pem.replace(/-----(BEGIN|END) CERTIFICATE REQUEST-----|\s/g, "");
    const [info] = children(asn1.fromDer(util.decode64(body)));
    const [, subject, publicKey, attributes] = children(info);
    const extensions = attributes === undefined ? [] : children(attributes).flatMap(extensionsIn);
    return {
      subject: children(subject).flatMap(children).map(attributeText),
      extensions: extensions.map(({ name }) => name),
      sans: extensions.flatMap(alternativeNames),
      key: digestOf(publicKey),
    };
  } catch {
    return undefined;
  }
}

function children(node: asn1.Asn1 | undefined): readonly asn1.Asn1[] {
  if (node === undefined || !Array.isArray(node.value)) throw new Error("not a constructed value");
  return node.value;
}

function digestOf(node: asn1.Asn1 | undefined): string {
  if (node === undefined) throw new Error("a request without a key");
  return createHash("sha256").update(asn1.toDer(node).getBytes(), "latin1").digest("hex");
}

function attributeText(attribute: asn1.Asn1): string {
  const [type, value] = children(attribute);
  const name = nameOf(type);
  return `${shortNames[name] ?? name}=${util.decodeUtf8(textOf(value))}`;
}

interface Extension {
  readonly name: string;
  /** Its content, still encoded. */
  readonly content: asn1.Asn1 | undefined;
}

/** The extensions of one attribute of the request; an attribute of another kind counts by its own name. */
function extensionsIn(attribute: asn1.Asn1): readonly Extension[] {
  const [type, values] = children(attribute);
  const name = nameOf(type);
  if (name !== "extensionRequest") return [{ name, content: undefined }];
  return children(values)
    .flatMap(children)
    .map((extension) => {
      const parts = children(extension);
      // Whether it is critical may stand between the two.
      return { name: nameOf(parts[0]), content: parts.at(-1) };
    });
}

function alternativeNames({ name, content }: Extension): readonly string[] {
  if (name !== "subjectAltName") return [];
  return children(asn1.fromDer(textOf(content))).map(alternativeName);
}

/** A name of a kind that no kubelet asks for is told by its tag alone: no plan has one. */
function alternativeName(name: asn1.Asn1): string {
  const kind = nameKinds[name.type];
  if (kind === undefined) return `kind ${name.type}`;
  const content = textOf(name);
  if (kind !== "IP") return `${kind}:${util.decodeUtf8(content)}`;
  return `IP:${canonicalAddress(ipaddr.fromByteArray([...Buffer.from(content, "latin1")]).toString())}`;
}

/** The content of a primitive value, a character for each byte. */
function textOf(node: asn1.Asn1 | undefined): string {
  if (typeof node?.value !== "string") throw new Error("not a primitive value");
  return node.value;
}

function nameOf(node: asn1.Asn1 | undefined): string {
  const oid = asn1.derToOid(textOf(node));
  return pki.oids[oid] ?? oid;
}
