import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../failure";
import { capture } from "../process";

/** Where HAProxy takes orders in the machine, and what the servers of the API are a part of (manifests/haproxy.ts). */
const socket = "/run/haproxy.sock";
const backend = "api-servers";

/** How long a load balancer may take to find an API server ready again, in milliseconds; it asks twice a second. */
const patience = 30_000;

/**
 * Has the load balancers send no new connections to an API server while it is started anew, and afterwards again. An API
 * server that is told to end fails its readiness at once, which a client that asks for it before the load balancer's own
 * check would see as an error.
 */
export async function withoutNewConnections<T>(
  containers: readonly string[],
  server: string,
  work: () => Promise<T>,
): Promise<T> {
  await tellAll(containers, `set server ${backend}/${server} state drain`);
  try {
    return await work();
  } finally {
    await tellAll(containers, `set server ${backend}/${server} state ready`);
  }
}

/** Waits until every load balancer counts an API server among those that serve. */
export async function servesAgain(containers: readonly string[], server: string): Promise<void> {
  const started = Date.now();
  for (const container of containers)
    for (;;) {
      const status = statusOf(await tell(container, "show stat"), server);
      if (status?.startsWith("UP") === true) break;
      if (Date.now() - started > patience)
        throw new Failure({
          what: `${container} does not find the API server of ${server} ready`,
          where: `${container}, ${socket}, since ${new Date(started).toISOString()}`,
          why: `after ${patience / 1000} s its status is ${status ?? "unknown"}`,
          remedy: `see why with: podman exec ${container} journalctl --unit haproxy`,
        });
      await delay(200);
    }
}

/** The status of a server in HAProxy's statistics (management guide, section 9.1: fields 1, 2 and 18). */
export function statusOf(statistics: string, server: string): string | undefined {
  const rows = statistics.split("\n").map((line) => line.split(","));
  return rows.find(([proxy, name]) => proxy === backend && name === server)?.[17];
}

async function tellAll(containers: readonly string[], order: string): Promise<void> {
  for (const container of containers) {
    const answer = (await tell(container, order)).trim();
    if (answer !== "")
      throw new Failure({
        what: "a load balancer does not do what it is told",
        where: `${container}, ${socket}`,
        why: `"${order}" was answered by "${answer}"`,
        remedy: "see that the machine's configuration is the program's own: make preview",
      });
  }
}

function tell(container: string, order: string): Promise<string> {
  return capture({
    program: "podman",
    arguments: ["exec", "--interactive", container, "socat", "-t", "5", "-", `UNIX-CONNECT:${socket}`],
    input: `${order}\n`,
    limitSeconds: 20,
  });
}
