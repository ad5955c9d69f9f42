import type { Flags } from "./flags";

/** What a server of the cluster may agree on below TLS 1.3, which has no weak ciphers to leave out. */
export const tls = {
  minVersion: "VersionTLS12",
  // The keys are of RSA. HTTP/2 demands the first.
  cipherSuites: ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"],
} as const;

/** The same as flags of a program of Kubernetes. */
export const tlsFlags: Flags = {
  "tls-min-version": tls.minVersion,
  "tls-cipher-suites": {
    value: tls.cipherSuites,
    why: "what is recorded today cannot be read with a key that is stolen tomorrow, nor be changed on its way",
  },
};
