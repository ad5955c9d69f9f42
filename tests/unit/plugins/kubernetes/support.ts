import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Cluster } from "../../../../plugins/kubernetes/cluster/cluster";
import type { Connection } from "../../../../plugins/kubernetes/cluster/http";
import type { Session } from "../../../../plugins/kubernetes/session";
import { settingsOf } from "../../../../plugins/kubernetes/settings";
import type { Context } from "../../../../plugins/shared/provider";
import type { Properties, Value } from "../../../../plugins/shared/values";
import { Agent } from "node:http";

/** A context whose lines nobody sees. */
export const silent = (signal = new AbortController().signal): Context => ({ log: recorded().log, signal });

/** A context's log that keeps the lines that stay on the screen. */
export function recorded(): { readonly log: Context["log"]; readonly lines: readonly string[] } {
  const lines: string[] = [];
  return {
    lines,
    log: {
      message: (severity, text) => lines.push(`${severity}: ${text}`),
      status: () => undefined,
      flush: () => Promise.resolve(),
    },
  };
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: Value;
}

export interface ApiServer {
  readonly url: URL;
  readonly connection: Connection;
  /** The requests so far. */
  readonly asked: readonly Asked[];
  readonly close: () => Promise<void>;
}

/** A server that answers `METHOD /path` with JSON (or a text as it is), and anything else with a Status 404. */
export async function serving(answers: Readonly<Record<string, Value>>): Promise<ApiServer> {
  const asked: Asked[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "" } = request;
      const text = Buffer.concat(chunks).toString();
      asked.push({ method, path: url, body: text === "" ? null : (JSON.parse(text) as Value) });
      const answer = answers[`${method} ${url}`];
      response.statusCode = answer === undefined ? 404 : 200;
      const missing = { kind: "Status", code: 404, reason: "NotFound", message: `${url} not found` };
      response.end(typeof answer === "string" ? answer : JSON.stringify(answer ?? missing));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const connection = { server: url, agent: new Agent(), headers: {}, auth: undefined };
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => {
        resolve();
      });
    });
  return { url, connection, asked, close };
}

/** A port where nobody listens: it was ours a moment ago. */
export async function closedPort(): Promise<number> {
  const server = await serving({});
  await server.close();
  return Number(server.url.port);
}

export const kubeconfigOf = (server: string, more: Properties = {}): string =>
  JSON.stringify({
    "current-context": "one",
    clusters: [{ name: "one", cluster: { server, ...more } }],
    contexts: [{ name: "one", context: { cluster: "one", user: "one", namespace: "from-context" } }],
    users: [{ name: "one", user: { token: "t0ken" } }],
  });

export function sessionOf(configuration: Properties): Session {
  const settings = settingsOf(configuration);
  return { settings, cluster: new Cluster(settings) };
}
