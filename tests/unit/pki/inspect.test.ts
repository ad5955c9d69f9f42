import { certificatePem } from "../../../pki/certificate";
import { inspect } from "../../../pki/inspect";
import { keyPairOf } from "../../../pki/key-pair";
import { extendedKeyUsages } from "../../../pki/purposes";
import { testKey } from "../../support/keys";

const period = { notBefore: new Date("2025-12-31T23:55:00Z"), notAfter: new Date("2036-01-01T00:00:00Z") };
const issuer = { subject: { commonName: "test-ca" }, key: keyPairOf("test", testKey()) };

describe("a certificate that is read back", () => {
  it("says what it was made of", () => {
    const pem = certificatePem({
      subject: { commonName: "system:node:worker-0", organization: "system:nodes" },
      key: issuer.key,
      issuer,
      purpose: "peer",
      sans: { dns: ["worker-0", "worker-0.example"], ip: ["10.90.0.21"] },
      period,
    });
    expect(inspect(pem)).toMatchObject({
      subject: "O=system:nodes, CN=system:node:worker-0",
      issuer: "CN=test-ca",
      sans: { dns: ["worker-0", "worker-0.example"], ip: ["10.90.0.21"] },
      extendedKeyUsages: [extendedKeyUsages.serverAuth, extendedKeyUsages.clientAuth],
      period,
    });
  });

  it("of an authority has neither usages nor names", () => {
    const pem = certificatePem({
      ...issuer,
      issuer,
      purpose: "authority",
      sans: { dns: [], ip: [] },
      period,
    });
    expect(inspect(pem)).toMatchObject({ extendedKeyUsages: [], sans: { dns: [], ip: [] } });
  });
});
