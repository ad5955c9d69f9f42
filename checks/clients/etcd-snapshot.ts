import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import { Agent } from "undici";
import { z } from "zod";
import { slownessOf } from "../../topology/patience";
import { EtcdError } from "./etcd";
import type { Caller, Credential } from "./https";

/** A line of the answer: a part of the snapshot, or why there are no more. */
const line = z.object({
  result: z.object({ blob: z.base64().default("") }).optional(),
  error: z.object({ message: z.string() }).optional(),
});

/** What the last bytes of a snapshot are: the sum of all others (etcd, Maintenance.Snapshot). */
const sumBytes = 32;

/** How long etcd may say nothing, in milliseconds: a frozen machine's kernel keeps the connections of its programs. */
const silenceMs = 5000;

/**
 * Reads what a member has, part by part, by etcd's JSON gateway. Each part is handed to `write` before the next is read, so
 * that an etcd of any size fits into memory. Throws an EtcdError where etcd refuses or what came is not whole.
 */
export async function readSnapshot(
  { url, credential, signal, patience }: { readonly url: string; readonly credential: Credential } & Caller,
  write: (part: Buffer) => Promise<unknown>,
): Promise<void> {
  const connect = { ca: credential.authorityPem, cert: credential.certificatePem, key: credential.keyPem };
  const silence = silenceMs * slownessOf(patience);
  const agent = new Agent({
    connect,
    connectTimeout: silence,
    headersTimeout: silence,
    bodyTimeout: silence,
  });
  try {
    const { origin } = new URL(url);
    const { statusCode, body } = await agent.request({
      origin,
      path: "/v3/maintenance/snapshot",
      method: "POST",
      body: "{}",
      signal,
    });
    if (statusCode !== 200) throw new EtcdError(`HTTP ${statusCode}: ${(await body.text()).slice(0, 200)}`);
    const sum = createHash("sha256");
    let last = Buffer.alloc(0);
    for await (const text of createInterface({ input: body })) {
      const { result, error } = line.parse(JSON.parse(text));
      if (error !== undefined) throw new EtcdError(error.message);
      const part = Buffer.from(result?.blob ?? "", "base64");
      await write(part);
      const seen = Buffer.concat([last, part]);
      sum.update(seen.subarray(0, -sumBytes));
      last = seen.subarray(-sumBytes);
    }
    if (!sum.digest().equals(last))
      throw new EtcdError("the snapshot is not whole: it is not what its last bytes sum up");
  } finally {
    await agent.destroy();
  }
}
