import { generateKeyPairSync } from "node:crypto";
import { gzipSync } from "node:zlib";
import { redact } from "../../../../tools/collect/redact";

const pem = (kind: "pkcs1" | "pkcs8"): string =>
  generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: kind, format: "pem" })
    .toString();
const key = pem("pkcs8");
const body = key.split("\n").slice(1, -2);
const base64 = (text: string | Buffer): string => Buffer.from(text).toString("base64");
const certificate = `-----BEGIN CERTIFICATE-----\n${"MIIC8jCCAdqgAwIBAgIQ".repeat(3)}\n-----END CERTIFICATE-----\n`;

describe("redact", () => {
  it.each([
    ["a key in PEM", key],
    ["a key of the older form", pem("pkcs1")],
    ["a key in JSON", JSON.stringify({ file: key })],
    ["the beginning of a key, as a log that was cut off has it", key.slice(0, 700)],
    ["the end of a key, as the last part of a file has it", key.slice(200)],
    ["a kubeconfig's key", `    client-key-data: ${base64(key)}\n`],
    ["the same under a name that nobody knows", `    data: ${base64(key)}`],
    ["a key as base64 of its bytes", body.join("")],
    ["the same folded", body.join("\n")],
    ["a key as base64 that follows other letters", `https://somewhere/x/${base64(key)}`],
    ["a key in the other alphabet of base64", Buffer.from(key).toString("base64url")],
    ["base64 in base64: a kubeconfig in an Ignition config", base64(`client-key-data: ${base64(key)}`)],
    ["a packed Ignition config", `{"source":"data:;base64,${base64(gzipSync(`{"key":"${base64(key)}"}`))}"}`],
  ])("takes out %s", (_, text) => {
    const left = redact(`(before)\n${text}\n(after)`);
    for (const line of body) expect(left).not.toContain(line);
    expect(left).toMatch(/^\(before\)\n[^]*\[redacted: [^]*\(after\)$/);
    expect(longestBase64(left)).toBeLessThan(60);
  });

  it.each([
    ["a bearer token", "Authorization: Bearer abcdefghijklmnop0123456789", "abcdefghijklmnop"],
    ["a service account's token", "the token eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrIn0.c2lnbmF0dXJl", "eyJ"],
    ["a bootstrap token", "kubeadm join --discovery abcdef.0123456789abcdef", "0123456789abcdef"],
    ["the key of the encryption at rest", "keys:\n- name: one\n  secret: c2VjcmV0IGlzIHNlY3JldA==", "c2Vj"],
    ["a password", '{"password": "correct horse"}', "correct"],
    ["keepalived's password", "    auth_type PASS\n    auth_pass hors-3_b\n", "hors"],
    ["a token of a kubeconfig", "    token: something-short", "something"],
  ])("takes out %s", (_, text, secret) => {
    expect(redact(text)).not.toContain(secret);
  });

  it.each([
    ["certificates", certificate],
    ["certificates in kubeconfigs", `certificate-authority-data: ${base64(certificate)}\n`],
    ["flags that name files", "--service-account-private-key-file=/etc/kubernetes/service-account.key"],
    ["digests and ids", `sha256:${"0123456789abcdef".repeat(4)}`],
    [
      "long paths",
      "/var/lib/containers/storage/overlay/046a2946fd3e4549322a004143c4097e/merged/usr/lib/systemd",
    ],
    ["lists of ids", Array.from({ length: 100 }, (_, index) => `${index}`.padStart(64, "a")).join("\n")],
  ])("leaves %s as they are", (_, text) => {
    expect(redact(text)).toBe(text);
  });
});

function longestBase64(text: string): number {
  return Math.max(0, ...[...text.matchAll(/[A-Za-z0-9+/_-]+/g)].map(([run]) => run.length));
}
