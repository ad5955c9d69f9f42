import { request } from "node:https";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

/** What a program is told on standard input that sends requests to the API at a steady pace. */
export const paceInput = z.strictObject({
  /** The API through the load balancer. */
  url: z.url(),
  caPem: z.string(),
  certificatePem: z.string(),
  keyPem: z.string(),
  perSecond: z.int().positive(),
});

/** Whom requests are sent to, and as whom. */
export type ApiAccess = Omit<z.infer<typeof paceInput>, "perSecond">;

/** What is asked of the API; with a body it is a POST. */
export interface ApiRequest {
  readonly path: string;
  readonly body?: unknown;
}

/** What the API answered. */
export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
}

/** A request that is not answered in this time has failed, in milliseconds. */
export const patience = 5_000;

/** Sends a request by a connection of its own; rejects where it is not answered within so many milliseconds. */
export function send(access: ApiAccess, { path, body }: ApiRequest, limit = patience): Promise<ApiAnswer> {
  const { caPem: ca, certificatePem: cert, keyPem: key } = access;
  const method = body === undefined ? "GET" : "POST";
  const headers = { "Content-Type": "application/json" };
  // Not the option timeout: it counts idle time, anew for each step, and a server that never shakes hands gets it twice.
  const signal = AbortSignal.timeout(limit);
  const options = { agent: false, ca, cert, key, method, headers, signal } as const;
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, access.url), options, (answer) => {
      let text = "";
      answer.on("error", reject);
      answer.setEncoding("utf8").on("data", (part: string) => (text += part));
      answer.on("end", () => {
        resolve({ status: answer.statusCode ?? 0, text });
      });
    });
    asked.on("error", (error) => {
      reject(signal.aborted ? new Error(`no answer within ${limit} ms`) : error);
    });
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/**
 * Does something at a steady pace, without waiting for one to end before the next, until this process is told to end by
 * SIGTERM; it resolves when all of them have ended. It says on standard error that it has begun.
 */
export async function atPace(perSecond: number, act: () => Promise<void>): Promise<void> {
  const ending = new AbortController();
  const pending = new Set<Promise<void>>();
  process.once("SIGTERM", () => {
    ending.abort();
  });
  process.stderr.write("begun\n");
  for (let tick = Date.now(); !ending.signal.aborted; tick += 1000 / perSecond) {
    const acted = act().finally(() => pending.delete(acted));
    pending.add(acted);
    await delay(Math.max(0, tick + 1000 / perSecond - Date.now()));
  }
  await Promise.all(pending);
}

/** All of standard input. */
export async function readAll(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
