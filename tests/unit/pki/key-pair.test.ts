import { generateKeyPairSync } from "node:crypto";
import { keyPairOf } from "../../../pki/key-pair";
import { testKey, testTime } from "../../support/keys";

const pkcs8 = { type: "pkcs8", format: "pem" } as const;
const at = testTime.toISOString();

describe("a key of the stack's state", () => {
  it("is read with both halves and the time at which it was made", () => {
    const { privateKey, publicKey, createdAt } = keyPairOf("admin", testKey());
    expect(privateKey.type).toBe("private");
    expect(publicKey.type).toBe("public");
    expect(createdAt).toEqual(testTime);
  });

  it("is known by the SHA-1 of its public bits, 20 bytes", () => {
    expect(keyPairOf("admin", testKey()).identifier).toHaveLength(20);
    expect(keyPairOf("admin", testKey()).identifier).toBe(keyPairOf("other", testKey()).identifier);
  });

  it("is refused where it is too short, by its name", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const short = { privateKeyPem: privateKey.export(pkcs8).toString(), createdAt: at };
    expect(() => keyPairOf("authority/etcd", short)).toThrow(
      "the key authority/etcd is no RSA key of at least 2048 bits",
    );
  });

  it("is refused where it is no RSA key, as an elliptic curve's signatures differ each time", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const curve = { privateKeyPem: privateKey.export(pkcs8).toString(), createdAt: at };
    expect(() => keyPairOf("admin", curve)).toThrow("the key admin is no RSA key");
  });

  it("is refused where it is no key at all, and the error shows nothing of it", () => {
    const broken = { privateKeyPem: testKey().privateKeyPem.slice(0, 200), createdAt: at };
    expect(() => keyPairOf("admin", broken)).toThrow(
      /^the key admin is no private key in PEM; delete it and run up again$/,
    );
  });

  it("is refused where nobody knows when it was made", () => {
    expect(() => keyPairOf("admin", { ...testKey(), createdAt: "yesterday" })).toThrow(
      'the key admin was made at "yesterday", which is no ISO 8601 time',
    );
  });
});
