import { secretPath } from "../bootstrap-secrets";

/** A certificate for some of the names by which clients call a server (OpenShift API, NamedCertificate). */
export interface NamedCertificate {
  /** Left out, the DNS names of the certificate itself; addresses are never taken from there. */
  readonly names?: readonly string[];
  readonly certFile: string;
  readonly keyFile: string;
}

/** The API server's certificate for whom none below is named: of the Service kubernetes, by address as well. */
export const defaultCertificate = {
  certFile: secretPath("kube-apiserver-service-network-server.crt"),
  keyFile: secretPath("kube-apiserver-service-network-server.key"),
} as const satisfies NamedCertificate;

/** The API server's certificates by what it is called, each of a signer that is handed on to the operators. */
export const namedCertificates: readonly NamedCertificate[] = [
  defaultCertificate,
  {
    // Who dials an address says no name; the server then looks for the address itself among these.
    names: ["localhost", "127.0.0.1", "::1"],
    certFile: secretPath("kube-apiserver-localhost-server.crt"),
    keyFile: secretPath("kube-apiserver-localhost-server.key"),
  },
  {
    certFile: secretPath("kube-apiserver-lb-server.crt"),
    keyFile: secretPath("kube-apiserver-lb-server.key"),
  },
  {
    certFile: secretPath("kube-apiserver-internal-lb-server.crt"),
    keyFile: secretPath("kube-apiserver-internal-lb-server.key"),
  },
];
