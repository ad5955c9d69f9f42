import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import * as http from "node:http";
import * as https from "node:https";
import type { Properties, Value } from "../../shared/values";
import { ConnectionError, errorOf } from "./errors";

/** Where the API server is, and with what certificates and headers one talks to it. */
export interface Connection {
  readonly server: URL;
  readonly agent: http.Agent;
  readonly headers: OutgoingHttpHeaders;
  /** `user:password` of basic authentication. */
  readonly auth: string | undefined;
}

export interface Request {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the server's address, e.g. `/api/v1/namespaces/default/pods`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Value;
  readonly contentType?: string;
  /** Ends the request. */
  readonly signal?: AbortSignal;
}

/** As long as client-go waits for an answer (discovery's default timeout). */
const ANSWER_LIMIT_MS = 32_000;

/** One request and its JSON answer. Fails with an ApiError or a ConnectionError. */
export async function send(connection: Connection, request: Request): Promise<Properties> {
  const limit = AbortSignal.timeout(ANSWER_LIMIT_MS);
  const signal = request.signal ? AbortSignal.any([request.signal, limit]) : limit;
  try {
    const response = await open(connection, { ...request, signal });
    return await answerOf(response);
  } catch (error) {
    throw limit.aborted
      ? new ConnectionError(summary(connection, request), `no answer within ${ANSWER_LIMIT_MS / 1000} s`)
      : error;
  }
}

/**
 * Begins a watch, and gives its events as they come: from the moment that this resolves none is
 * missed. They end when the server ends them, and fail with the signal.
 */
export async function follow(connection: Connection, request: Request): Promise<AsyncIterable<Properties>> {
  const response = await open(connection, request);
  if (!isSuccess(response)) await answerOf(response);
  return linesOf(response);
}

async function* linesOf(response: IncomingMessage): AsyncGenerator<Properties> {
  let begun = "";
  for await (const chunk of response.setEncoding("utf8")) {
    const lines = (begun + String(chunk)).split("\n");
    begun = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line) as Properties;
  }
}

const isSuccess = ({ statusCode = 0 }: IncomingMessage): boolean => statusCode >= 200 && statusCode < 300;

function open(connection: Connection, request: Request): Promise<IncomingMessage> {
  const { agent, auth } = connection;
  const url = urlOf(connection, request);
  const { request: start } = url.protocol === "http:" ? http : https;
  const body = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
  const headers: OutgoingHttpHeaders = { accept: "application/json", ...connection.headers };
  if (body) {
    headers["content-type"] = request.contentType ?? "application/json";
    // Of a DELETE, Node says no length by itself, and the API server would not read the body.
    headers["content-length"] = body.length;
  }
  return new Promise((resolve, reject) => {
    const { method, signal } = request;
    const sent = start(
      url,
      { method, agent, headers, ...(auth !== undefined && { auth }), ...(signal && { signal }) },
      resolve,
    );
    sent.on("error", (error) => {
      reject(new ConnectionError(summary(connection, request), inGosWords(error)));
    });
    sent.end(body);
  });
}

async function answerOf(response: IncomingMessage): Promise<Properties> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  if (!isSuccess(response)) throw errorOf(response.statusCode ?? 0, parsed(text));
  return JSON.parse(text) as Properties;
}

function parsed(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}

function urlOf({ server }: Connection, { path, query = {} }: Request): URL {
  const url = new URL(server.pathname.replace(/\/$/, "") + path, server);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  return url;
}

const summary = (connection: Connection, request: Request): string =>
  `${request.method.charAt(0)}${request.method.slice(1).toLowerCase()} "${urlOf(connection, request).href}"`;

/** The commonest failure in the words of the official plugin, by which users search for it. */
export function inGosWords(error: Error): string {
  const { code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code !== "ECONNREFUSED" || address === undefined || port === undefined) return error.message;
  return `dial tcp ${address}:${port}: connect: connection refused`;
}
