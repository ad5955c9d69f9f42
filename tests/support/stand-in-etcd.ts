import { createHash } from "node:crypto";
import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { type Bundle, credentialOf } from "../../pki/bundle";
import type { Machine } from "../../topology/plan";

/** How a stand-in for etcd answers a request for a snapshot. */
export type SnapshotAnswer = RequestListener;

/** A stand-in for a machine's etcd, which is asked for snapshots alone. */
export interface StandInEtcd {
  readonly url: string;
  /** What it was asked, a method and a path each. */
  readonly asked: readonly string[];
  readonly end: () => void;
}

/** Serves with the machine's real certificate; each request has the next of the answers, the last one for ever. */
export async function standInEtcd(
  { bundle, machine }: { readonly bundle: Bundle; readonly machine: Machine },
  { address, port }: { readonly address: string; readonly port: number },
  answers: readonly SnapshotAnswer[],
): Promise<StandInEtcd> {
  const { certificatePem, keyPem, authorityPem } = credentialOf(bundle, "etcd-server", machine);
  const asked: string[] = [];
  const server = createServer(
    { cert: certificatePem, key: keyPem, ca: authorityPem, requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)];
      asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
      answer?.(request, response);
    },
  );
  await once(server.listen(port, address), "listening");
  return {
    url: `https://${address}:${(server.address() as AddressInfo).port}`,
    asked,
    end: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A snapshot as etcd makes it: what it has, and after that the sum of it (etcd, Maintenance.Snapshot). */
export function snapshotOf(contents: Buffer): Buffer {
  return Buffer.concat([contents, createHash("sha256").update(contents).digest()]);
}

/** Sends a snapshot in parts of a size, a line each, as etcd's gateway does; the last lines may not come. */
export function inParts(snapshot: Buffer, size: number): SnapshotAnswer {
  return (_, response) => {
    response.end(linesOf(snapshot, size).join(""));
  };
}

/** The same, but the connection breaks when half of the lines are sent. */
export function brokenOff(snapshot: Buffer, size: number): SnapshotAnswer {
  return (_, response) => {
    const lines = linesOf(snapshot, size);
    response.write(lines.slice(0, lines.length / 2).join(""), () => response.destroy());
  };
}

/** Says why it gives no more, in the midst of an answer that began well. */
export function refusedMidway(message: string): SnapshotAnswer {
  return (_, response) => {
    response.end(
      `${linesOf(Buffer.from("begun"), 5).join("")}{"error":{"code":13,"message":"${message}"}}\n`,
    );
  };
}

/** Refuses at once. */
export function refusedWith(status: number, text: string): SnapshotAnswer {
  return (_, response) => {
    response.writeHead(status).end(text);
  };
}

/** Begins, and says nothing more. */
export const silent: SnapshotAnswer = (_, response) => {
  response.write(linesOf(Buffer.from("begun"), 5).join(""));
};

function linesOf(snapshot: Buffer, size: number): readonly string[] {
  const count = Math.ceil(snapshot.length / size);
  return Array.from({ length: count }, (_, index) => {
    const blob = snapshot.subarray(index * size, (index + 1) * size);
    const remaining = Math.max(0, snapshot.length - (index + 1) * size);
    return `${JSON.stringify({ result: { remaining_bytes: String(remaining), blob: blob.toString("base64") } })}\n`;
  });
}
