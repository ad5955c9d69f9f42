import { execFileSync } from "node:child_process";

/** What a request asks for; the key is an ECDSA one as kubelets make them, and is thrown away. */
export interface RequestedCertificate {
  /** In openssl's form, for example "/O=system:nodes/CN=system:node:worker-0". */
  readonly subject: string;
  /** In openssl's form, for example "subjectAltName=DNS:worker-0". */
  readonly extensions?: readonly string[];
}

/** A PKCS#10 certificate request in PEM. */
export function certificateRequest({ subject, extensions = [] }: RequestedCertificate): string {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "/dev/null"];
  return execFileSync(
    "openssl",
    ["req", "-new", "-utf8", ...key, "-subj", subject, ...extensions.flatMap((each) => ["-addext", each])],
    { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
  );
}
