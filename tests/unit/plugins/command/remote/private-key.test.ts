import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { utils } from "ssh2";
import { parseConnection } from "../../../../../plugins/command/remote/connection";
import { readableByClient } from "../../../../../plugins/command/remote/private-key";
import { sshKeys } from "./ssh-keys";

const pkcs8 = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }).toString();
const rsa = pkcs8(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey);

describe("a private key in PKCS#8, as this program makes them", () => {
  it.each([
    ["RSA", rsa],
    ["EC", pkcs8(generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey)],
  ])("is taken: %s", (_, privateKey) => {
    expect(utils.parseKey(readableByClient(privateKey))).not.toBeInstanceOf(Error);
    expect(() => parseConnection({ connection: { host: "h", privateKey } })).not.toThrow();
  });

  it("is not offered where ssh2 has no form for it", () => {
    const privateKey = pkcs8(generateKeyPairSync("ed25519").privateKey);
    expect(() => readableByClient(privateKey)).toThrow(/neither of RSA nor of EC.*not offered/);
  });
});

describe("any other private key", () => {
  it("stays as it is", () => {
    const { private: text } = sshKeys();
    expect(readableByClient(text)).toBe(text);
  });
});
