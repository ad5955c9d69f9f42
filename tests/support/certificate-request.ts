import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a request asks for, and with which key. */
export interface RequestedCertificate {
  /** In openssl's form, for example "/O=system:nodes/CN=system:node:worker-0". */
  readonly subject: string;
  /** In openssl's form, for example "subjectAltName=DNS:worker-0". */
  readonly extensions?: readonly string[];
  /** In PEM; without it, a new key that is thrown away. */
  readonly key?: string;
}

/** A key as kubelets make them, in PEM. */
export function kubeletKey(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/** A PKCS#10 certificate request in PEM. */
export function certificateRequest(asked: RequestedCertificate): string {
  const { subject, extensions = [], key = kubeletKey() } = asked;
  // openssl reads a key from a file alone.
  const folder = mkdtempSync(join(tmpdir(), "hardway-"));
  const file = join(folder, "key.pem");
  writeFileSync(file, key, { mode: 0o600 });
  const parts = ["-subj", subject, ...extensions.flatMap((each) => ["-addext", each])];
  try {
    return execFileSync("openssl", ["req", "-new", "-utf8", "-key", file, ...parts], { encoding: "utf8" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
