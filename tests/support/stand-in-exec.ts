import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Credential } from "../../checks/clients/https";

/** What a stand-in sends on which channel: 1 is output, 2 errors, 3 the status. */
export type Message = readonly [channel: 1 | 2 | 3, text: string];

/** What comes of a command: messages and a proper end, or a connection that breaks after them. */
export interface Played {
  readonly messages: readonly Message[];
  readonly end: "closed" | "broken" | "open";
}

/** A stand-in for an API server, or for the kubelet behind one, which is asked to run commands alone. */
export interface StandInExec {
  readonly url: string;
  readonly port: number;
  /** The path and query of each request, and the protocols that it offers. */
  readonly asked: readonly { readonly path: string; readonly protocols: string }[];
  readonly end: () => void;
}

/** The end of a command that went well. */
export const success: Message = [3, '{"metadata":{},"status":"Success"}'];

/** With which certificate a stand-in serves; it asks its clients for theirs where it has an authority for them. */
export interface Serving extends Pick<Credential, "certificatePem" | "keyPem"> {
  readonly authorityPem?: string;
  readonly address: string;
}

/** Plays what comes of each command, by the request's path; undefined refuses to begin, as with a pod that is not there. */
export async function standInExec(
  { certificatePem: cert, keyPem: key, authorityPem: ca, address }: Serving,
  play: (path: string) => Played | undefined,
): Promise<StandInExec> {
  const asked: { path: string; protocols: string }[] = [];
  const sockets = new Set<Socket>();
  const verifying = ca !== undefined && { ca, requestCert: true, rejectUnauthorized: true };
  const server = createServer({ cert, key, ...verifying });
  server.on("upgrade", ({ url = "", headers }, stream) => {
    const socket = stream as Socket;
    sockets.add(socket);
    const protocols = headers["sec-websocket-protocol"] ?? "";
    asked.push({ path: url, protocols });
    const played = play(url);
    if (played === undefined) {
      socket.end("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n");
      return;
    }
    socket.write(accepted(headers["sec-websocket-key"] ?? "", protocols.split(",")[0] ?? ""));
    for (const [channel, text] of played.messages)
      socket.write(frame(0x82, Buffer.concat([Buffer.from([channel]), Buffer.from(text)])));
    if (played.end === "broken") socket.destroy();
    if (played.end === "closed") socket.end(frame(0x88, Buffer.from([0x03, 0xe8])));
  });
  await once(server.listen(0, address), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://${address}:${port}`,
    port,
    asked,
    end: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** The answer to a client's key (RFC 6455, 4.2.2). */
function accepted(key: string, protocol: string): string {
  const answer = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  const lines = [
    "HTTP/1.1 101 Switching Protocols",
    "upgrade: websocket",
    "connection: Upgrade",
    `sec-websocket-accept: ${answer}`,
    `sec-websocket-protocol: ${protocol}`,
  ];
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/** A whole message, unmasked as servers send them (RFC 6455, 5.2). */
function frame(kind: number, payload: Buffer): Buffer {
  const short = payload.length < 126;
  const head = Buffer.alloc(short ? 2 : 4);
  head.writeUInt8(kind, 0);
  head.writeUInt8(short ? payload.length : 126, 1);
  if (!short) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}
