import type { PlannedAuthority } from "../../../pki/authorities";
import { inspect } from "../../../pki/inspect";
import type { PlannedLeaf } from "../../../pki/leaves";
import { authoritiesOf, credentialFor, signerOf, tokenKeyPairOf } from "../../../pki/signing";
import { newKey, testKey, testTime } from "../../support/keys";

const authority: PlannedAuthority = {
  name: "authority/test",
  purpose: "authority",
  subject: (keyMade) => ({ commonName: `test@${keyMade.getUTCFullYear()}` }),
  days: 30,
};
const leaf: PlannedLeaf<"test"> = {
  name: "leaf",
  holder: undefined,
  authority: "test",
  purpose: "client",
  subject: { commonName: "user" },
  sans: { dns: [], ip: [] },
  days: 3,
};
const signer = signerOf(authority, newKey(), testTime);

describe("a signer", () => {
  it("signs itself, by the name that it has from its key's time, for its days", () => {
    const { subject, issuer, period } = inspect(signer.certificatePem);
    expect([subject, issuer]).toEqual(["CN=test@2026", "CN=test@2026"]);
    expect(period.notAfter).toEqual(new Date("2026-01-31T00:00:00Z"));
  });

  it("is in a bundle as certificate and key", () => {
    expect(authoritiesOf({ test: signer })).toEqual({
      test: { certificatePem: signer.certificatePem, keyPem: signer.keyPem },
    });
  });

  it("signs a leaf for the period that is asked for", () => {
    const period = { notBefore: testTime, notAfter: new Date("2026-01-04T00:00:00Z") };
    const made = credentialFor(leaf, testKey(), signer, () => period);
    expect(inspect(made.certificatePem)).toMatchObject({
      subject: "CN=user",
      issuer: "CN=test@2026",
      period,
    });
    expect(made.authorityPem).toBe(signer.certificatePem);
    expect(made.keyPem === testKey().privateKeyPem).toBe(true);
  });
});

describe("a pair for tokens", () => {
  it("has the public half of its key", () => {
    expect(tokenKeyPairOf("tokens", testKey()).publicKeyPem).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
  });

  it("fails with the name of a key that is none", () => {
    expect(() => tokenKeyPairOf("tokens", { ...testKey(), privateKeyPem: "none" })).toThrow(
      "the key tokens is no private key in PEM",
    );
  });
});
