import type { PeerCertificate } from "node:tls";
import { connect } from "node:tls";
import type { Credential } from "../clients/https";

/** A server whose certificate is looked at. */
export interface TlsServer {
  /** For example "etcd of master-0". */
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** The authority that it must come from; the client's pair where the server wants one. */
  readonly credential: Partial<Credential> & Pick<Credential, "authorityPem">;
}

/** What a server showed; times are those of the certificate. */
export type Handshake =
  | { readonly notBefore: Date; readonly notAfter: Date; readonly refusal: string | undefined }
  | { readonly failure: string };

const timeoutMs = 5000;

/**
 * Shakes hands with a server and looks at its certificate, which is verified but read all the same where it is
 * refused: an expired one is just what is looked for.
 */
export function shakeHands({ address, port, credential }: TlsServer): Promise<Handshake> {
  return new Promise((resolve) => {
    const { authorityPem: ca, certificatePem: cert, keyPem: key } = credential;
    const socket = connect(
      { host: address, port, ca, cert, key, rejectUnauthorized: false, timeout: timeoutMs },
      () => {
        const certificate: Partial<PeerCertificate> = socket.getPeerCertificate();
        // The error of verification, which the types have as an Error and Node.js as its code.
        const refusal = socket.authorized ? undefined : String(socket.authorizationError);
        resolve(readTimes(certificate, refusal));
        // Ended in order: a connection that breaks off in the middle fills the server's log with errors.
        socket.end();
      },
    );
    const fail = (failure: string): void => {
      resolve({ failure });
      socket.destroy();
    };
    socket.once("timeout", () => {
      fail(`no answer within ${timeoutMs / 1000} s`);
    });
    socket.once("error", (error: Error) => {
      fail(error.message);
    });
  });
}

function readTimes(
  { valid_from, valid_to }: Partial<PeerCertificate>,
  refusal: string | undefined,
): Handshake {
  if (valid_from === undefined || valid_to === undefined) return { failure: "it shows no certificate" };
  return { notBefore: new Date(valid_from), notAfter: new Date(valid_to), refusal };
}
