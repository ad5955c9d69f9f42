import { createHash } from "node:crypto";
import { asn1, pki, util } from "node-forge";

/** What stands in a PKCS#10 certificate request. */
export interface RequestContents {
  /** The subject's attributes, for example "CN=system:node:worker-0", in the order of the request. */
  readonly subject: readonly string[];
  /** The extensions that it asks for by name or number, for example "subjectAltName". */
  readonly extensions: readonly string[];
  /** Which key it is made with: the SHA-256 of its SubjectPublicKeyInfo, in hexadecimal digits. */
  readonly key: string;
}

const shortNames: Readonly<Record<string, string>> = {
  commonName: "CN",
  organizationName: "O",
  organizationalUnitName: "OU",
};

/**
 * Reads a certificate request (RFC 2986) in PEM; undefined where it is none. Written on node-forge's ASN.1
 * reader, as its own request type knows RSA keys alone and kubelets make ECDSA ones.
 */
export function readRequest(pem: string): RequestContents | undefined {
  try {
    const body = pem.replace(/-----(BEGIN|END) CERTIFICATE REQUEST-----|\s/g, "");
    const [info] = children(asn1.fromDer(util.decode64(body)));
    const [, subject, publicKey, attributes] = children(info);
    return {
      subject: children(subject).flatMap(children).map(attributeText),
      extensions: attributes === undefined ? [] : children(attributes).flatMap(extensionsIn),
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
  if (typeof value?.value !== "string") throw new Error("an attribute without text");
  const name = nameOf(type);
  return `${shortNames[name] ?? name}=${util.decodeUtf8(value.value)}`;
}

/** The extensions of one attribute of the request; an attribute of another kind counts by its own name. */
function extensionsIn(attribute: asn1.Asn1): readonly string[] {
  const [type, values] = children(attribute);
  const name = nameOf(type);
  if (name !== "extensionRequest") return [name];
  return children(values)
    .flatMap(children)
    .map((extension) => nameOf(children(extension)[0]));
}

function nameOf(node: asn1.Asn1 | undefined): string {
  if (typeof node?.value !== "string") throw new Error("not an object identifier");
  const oid = asn1.derToOid(node.value);
  return pki.oids[oid] ?? oid;
}
