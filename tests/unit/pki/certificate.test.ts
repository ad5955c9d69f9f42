import { X509Certificate } from "node:crypto";
import forge from "node-forge";
import { type CertificateContent, certificatePem } from "../../../pki/certificate";
import { keyPairOf } from "../../../pki/key-pair";
import { newKey, testKey } from "../../support/keys";

const authority = { subject: { commonName: "test-ca" }, key: keyPairOf("authority", newKey()) };
const leaf: CertificateContent = {
  subject: { commonName: "system:node:worker-0", organization: "system:nodes" },
  key: keyPairOf("leaf", testKey()),
  issuer: authority,
  purpose: "server",
  sans: { dns: ["worker-0"], ip: ["10.90.0.21"] },
  period: { notBefore: new Date("2025-12-31T23:55:00Z"), notAfter: new Date("2027-01-01T00:00:00Z") },
};

const parsed = (content: CertificateContent) => new X509Certificate(certificatePem(content));
const forged = (content: CertificateContent) => forge.pki.certificateFromPem(certificatePem(content));

/** The extensions as node-forge reads them back. */
function extensionOf(content: CertificateContent, name: string) {
  return forged(content).getExtension({ name }) as Readonly<Record<string, unknown>> | null;
}

describe("a certificate", () => {
  it("is the same, byte by byte, for the same content", () => {
    expect(certificatePem(leaf)).toBe(certificatePem({ ...leaf }));
  });

  it("has the signature that node-forge's own arithmetic comes to", () => {
    const certificate = forged(leaf);
    const native = certificate.signature as string;
    const pem = authority.key.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    certificate.sign(forge.pki.privateKeyFromPem(pem), forge.md.sha256.create());
    expect(native === certificate.signature).toBe(true);
  });

  it("is verified by its issuer's key", () => {
    expect(parsed(leaf).verify(authority.key.publicKey)).toBe(true);
    expect(parsed(leaf).verify(leaf.key.publicKey)).toBe(false);
  });

  it("names the groups first and the user last", () => {
    expect(parsed(leaf).subject).toBe("O=system:nodes\nCN=system:node:worker-0");
    expect(parsed(leaf).issuer).toBe("CN=test-ca");
  });

  it("names each of several groups, and the unit after them", () => {
    const subject = { commonName: "user", organization: ["one", "two"], organizationalUnit: "unit" };
    expect(parsed({ ...leaf, subject }).subject).toBe("O=one\nO=two\nOU=unit\nCN=user");
  });

  it("has names and addresses apart, and none where there are none", () => {
    expect(parsed(leaf).subjectAltName).toBe("DNS:worker-0, IP Address:10.90.0.21");
    expect(parsed({ ...leaf, sans: { dns: [], ip: [] } }).subjectAltName).toBeUndefined();
  });

  it("marks what verifiers must heed as critical", () => {
    for (const name of ["basicConstraints", "keyUsage"])
      expect(extensionOf(leaf, name)).toMatchObject({ critical: true });
  });

  it("of a leaf can sign no other", () => {
    expect(parsed(leaf).ca).toBe(false);
    expect(extensionOf(leaf, "keyUsage")).toMatchObject({ digitalSignature: true, keyCertSign: false });
  });

  it("of an authority can sign leaves and no further authorities", () => {
    const self: CertificateContent = {
      ...leaf,
      ...authority,
      purpose: "authority",
      sans: { dns: [], ip: [] },
    };
    expect(parsed(self).ca).toBe(true);
    expect(extensionOf(self, "basicConstraints")).toMatchObject({ cA: true, pathLenConstraint: 0 });
    expect(extensionOf(self, "keyUsage")).toMatchObject({ keyCertSign: true, digitalSignature: false });
    expect(extensionOf(self, "extKeyUsage")).toBeNull();
  });

  it("of an authority of OpenShift can sign further authorities, as its operators do", () => {
    const self: CertificateContent = {
      ...leaf,
      ...authority,
      purpose: "openshiftAuthority",
      sans: { dns: [], ip: [] },
    };
    expect(parsed(self).ca).toBe(true);
    expect(extensionOf(self, "basicConstraints")).not.toHaveProperty("pathLenConstraint");
    expect(extensionOf(self, "keyUsage")).toMatchObject({
      keyCertSign: true,
      digitalSignature: true,
      keyEncipherment: true,
      cRLSign: false,
    });
  });

  it("is told from all others of its issuer by its serial number", () => {
    const others: readonly CertificateContent[] = [
      leaf,
      { ...leaf, subject: { commonName: "system:node:worker-0" } },
      { ...leaf, key: authority.key },
      { ...leaf, issuer: { ...authority, subject: { commonName: "other-ca" } } },
      { ...leaf, purpose: "peer" },
      { ...leaf, sans: { dns: ["worker-0"], ip: [] } },
      { ...leaf, period: { ...leaf.period, notAfter: new Date("2027-01-01T00:00:01Z") } },
    ];
    expect(new Set(others.map((content) => parsed(content).serialNumber)).size).toBe(others.length);
  });
});

describe("the traps of node-forge", () => {
  it("signs with SHA-256, where node-forge would by default sign with SHA-1", () => {
    expect(forged(leaf).signatureOid).toBe(forge.pki.oids["sha256WithRSAEncryption"]);
  });

  it("has a positive serial number, where a hash with its top bit set would be a negative one", () => {
    const serials = Array.from({ length: 64 }, (_, index) => {
      const content = { ...leaf, sans: { dns: [`worker-${index}`], ip: [] } };
      return Buffer.from(forged(content).serialNumber, "hex");
    });
    // A first byte of 01xxxxxx is neither negative nor a leading zero, which DER would not allow.
    expect(serials.filter((serial) => serial.length !== 16 || (serial.readUInt8(0) & 0xc0) !== 0x40)).toEqual(
      [],
    );
  });

  it("has lines that end as PEM files on Linux do, where node-forge writes carriage returns", () => {
    expect(certificatePem(leaf)).toMatch(
      /^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+\n-----END CERTIFICATE-----\n$/,
    );
  });

  it("writes names as UTF-8, where node-forge's PrintableString would not allow all characters", () => {
    const content = { ...leaf, subject: { commonName: "a_b@c*ü" } };
    expect(parsed(content).subject).toBe("CN=a_b@c*ü");
    expect(forged(content).subject.attributes[0]?.valueTagClass).toBe(forge.asn1.Type.UTF8);
  });

  it("writes years after 2049, which need another form of time", () => {
    const content = { ...leaf, period: { ...leaf.period, notAfter: new Date("2125-12-08T00:00:00Z") } };
    expect(new Date(parsed(content).validTo)).toEqual(content.period.notAfter);
  });

  it("refers to its authority by the key alone, so that a renewed authority still matches", () => {
    const { value } = extensionOf(leaf, "authorityKeyIdentifier") as { readonly value: string };
    // SEQUENCE of 22 bytes that holds the context-specific element 0 of 20 bytes and nothing else.
    expect(Buffer.from(value, "binary").subarray(0, 4).toString("hex")).toBe("30168014");
    expect(value.slice(4)).toBe(authority.key.identifier);
  });
});
