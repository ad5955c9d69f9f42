import { createPrivateKey } from "node:crypto";
import type { KeyMaterial, RandomKey } from "../../../../pki/bundle";
import { complete } from "../../../../tools/keys/complete";
import { testKey } from "../../../support/keys";

describe("the keys of a ring", () => {
  it("are RSA keys of 2048 bits in PKCS#8, one for each name, with the time of their making", async () => {
    const now = new Date("2026-11-24T12:00:00Z");
    const made = await complete(["admin", "master-0/apiserver"], {}, now);
    const keys = made as Record<string, KeyMaterial>;
    expect(Object.keys(keys)).toEqual(["admin", "master-0/apiserver"]);
    for (const { privateKeyPem, createdAt } of Object.values(keys)) {
      expect(privateKeyPem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
      expect(createPrivateKey(privateKeyPem).asymmetricKeyDetails?.modulusLength).toBe(2048);
      expect(createdAt).toBe("2026-11-24T12:00:00.000Z");
    }
    expect(new Set(Object.values(keys).map(({ privateKeyPem }) => privateKeyPem)).size).toBe(2);
  });

  it("is 32 random bytes for the cipher that encrypts Secrets", async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(() => complete(["secrets-encryption"], {}, new Date())),
    );
    const lengths = [one, other].map((keys) => {
      const { bytes } = keys?.["secrets-encryption"] as RandomKey;
      return Buffer.from(bytes, "base64").length;
    });
    expect(lengths).toEqual([32, 32]);
    expect(one).not.toEqual(other);
  });

  it("stay as they are when names come and go", async () => {
    const [kept, gone] = [testKey(), testKey()];
    const keys = await complete(["kept", "new"], { kept, gone }, new Date());
    expect(keys["kept"]).toEqual(kept);
    expect(Object.keys(keys)).toEqual(["kept", "new"]);
  });
});
