import { once } from "node:events";
import type { AddressInfo } from "node:net";
import tls from "node:tls";

/** One side of a connection: whom it trusts and what it shows; who shows nothing has no credential. */
export interface Party {
  readonly trusts: string;
  readonly shows?: { readonly certificatePem: string; readonly keyPem: string };
}

/**
 * Makes a real connection over loopback on which both sides verify each other, the client as if it had dialled `host`.
 * Resolves to "accepted", or to "server: …" or "client: …" with the code of the reason for which that side refused.
 */
export async function connect(client: Party, server: Party, host: string): Promise<string> {
  // Node closes connections of unauthorized clients without the reason, so the listener itself tells it and closes.
  const listener = tls.createServer(
    { ...optionsOf(server), requestCert: true, rejectUnauthorized: false },
    (socket) => socket.end(socket.authorized ? "accepted" : `server: ${codeOf(socket.authorizationError)}`),
  );
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const socket = tls.connect({
    ...optionsOf(client),
    host: "127.0.0.1",
    port: (listener.address() as AddressInfo).port,
    checkServerIdentity: (_, certificate) => tls.checkServerIdentity(host, certificate),
  });
  try {
    const [answer] = (await once(socket, "data")) as [Buffer];
    return answer.toString();
  } catch (refusal) {
    return `client: ${codeOf(refusal)}`;
  } finally {
    socket.destroy();
    listener.close();
  }
}

function optionsOf({ trusts, shows }: Party): tls.SecureContextOptions {
  return { ca: trusts, ...(shows === undefined ? {} : { cert: shows.certificatePem, key: shows.keyPem }) };
}

/** Node gives the reason as an error with a code or as the code itself; its errors are none of Jest's realm. */
function codeOf(reason: unknown): string {
  return typeof reason === "object" && reason !== null && "code" in reason
    ? String(reason.code)
    : String(reason);
}
