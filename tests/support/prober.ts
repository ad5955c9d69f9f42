import { request } from "node:https";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

/** What the prober is told on standard input. */
export const proberInput = z.strictObject({
  /** The API through the load balancer. */
  url: z.url(),
  caPem: z.string(),
  certificatePem: z.string(),
  keyPem: z.string(),
  perSecond: z.int().positive(),
});

/** What the prober counts, printed as one JSON line when it is asked to end. */
export interface ProberReport {
  readonly requests: number;
  readonly failures: readonly { readonly at: string; readonly path: string; readonly reason: string }[];
  /** The slowest answer, in milliseconds. */
  readonly slowest: number;
}

const paths = ["/readyz", "/api/v1/nodes"] as const;
const timeout = 5_000;

/**
 * Asks for each path ten times a second, each time by a new connection, until standard input's sender
 * sends SIGTERM. Runs as a program of its own inside the cluster's network namespace.
 */
async function main(): Promise<void> {
  const input = proberInput.parse(JSON.parse(await readAll()));
  const failures: ProberReport["failures"][number][] = [];
  const pending = new Set<Promise<void>>();
  let requests = 0;
  let slowest = 0;
  const ending = new AbortController();
  process.once("SIGTERM", () => {
    ending.abort();
  });
  process.stderr.write("probing\n");
  for (let tick = Date.now(); !ending.signal.aborted; tick += 1000 / input.perSecond) {
    for (const path of paths) {
      const started = Date.now();
      requests += 1;
      const asked = ask(input, path)
        .then(
          () => undefined,
          (error: unknown) =>
            void failures.push({ at: new Date(started).toISOString(), path, reason: String(error) }),
        )
        .then(() => void (slowest = Math.max(slowest, Date.now() - started)))
        .finally(() => pending.delete(asked));
      pending.add(asked);
    }
    await delay(Math.max(0, tick + 1000 / input.perSecond - Date.now()));
  }
  await Promise.all(pending);
  process.stdout.write(`${JSON.stringify({ requests, failures, slowest } satisfies ProberReport)}\n`);
}

function ask(input: z.infer<typeof proberInput>, path: string): Promise<void> {
  const { caPem: ca, certificatePem: cert, keyPem: key } = input;
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, input.url), { agent: false, ca, cert, key, timeout }, (answer) => {
      let body = "";
      answer.on("error", reject);
      answer.setEncoding("utf8").on("data", (part: string) => (body += part));
      answer.on("end", () => {
        // An API server that is not ready lists its checks, those that failed with a minus.
        const failed = body.match(/^\[-\].*$/gm)?.join(", ") ?? "";
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`status ${answer.statusCode ?? "none"} ${failed}`.trimEnd()));
      });
    });
    asked.on("timeout", () => asked.destroy(new Error(`no answer within ${timeout} ms`)));
    asked.on("error", reject);
    asked.end();
  });
}

async function readAll(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

if (require.main === module) void main();
