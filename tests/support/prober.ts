import { atPace, type ApiAccess, paceInput, readAll, send } from "./api-request";

/** What the prober is told on standard input. */
export const proberInput = paceInput;

/** A request that was not answered well. */
export interface FailedRequest {
  /** When it was sent. */
  readonly at: string;
  /** How long it took to fail, in milliseconds. */
  readonly took: number;
  readonly path: string;
  readonly reason: string;
}

/** What the prober counts, printed as one JSON line when it is asked to end. */
export interface ProberReport {
  readonly requests: number;
  readonly failures: readonly FailedRequest[];
  /** The slowest answer, in milliseconds. */
  readonly slowest: number;
}

const paths = ["/readyz", "/api/v1/nodes"] as const;

/**
 * Asks for each path ten times a second, each time by a new connection, until standard input's sender
 * sends SIGTERM. Runs as a program of its own inside the cluster's network namespace.
 */
async function main(): Promise<void> {
  const { perSecond, ...access } = proberInput.parse(JSON.parse(await readAll()));
  const failures: FailedRequest[] = [];
  let requests = 0;
  let slowest = 0;
  const askOnce = async (path: string): Promise<void> => {
    const started = Date.now();
    requests += 1;
    const reason = await ask(access, path).then(() => undefined, String);
    const took = Date.now() - started;
    slowest = Math.max(slowest, took);
    if (reason !== undefined) failures.push({ at: new Date(started).toISOString(), took, path, reason });
  };
  await atPace(perSecond, async () => {
    await Promise.all(paths.map(askOnce));
  });
  process.stdout.write(`${JSON.stringify({ requests, failures, slowest } satisfies ProberReport)}\n`);
}

async function ask(access: ApiAccess, path: string): Promise<void> {
  const { status, text } = await send(access, { path });
  // An API server that is not ready lists its checks, those that failed with a minus.
  const failed = text.match(/^\[-\].*$/gm)?.join(", ") ?? "";
  if (status !== 200) throw new Error(`status ${status} ${failed}`.trimEnd());
}

if (require.main === module) void main();
