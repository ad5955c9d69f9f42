import { Agent, type Dispatcher } from "undici";
import { slownessOf } from "../../topology/patience";
import { timeLimit } from "./time-limit";

/** A client certificate with its key, and the authority that the servers' certificates must come from; all PEM. */
export interface Credential {
  readonly certificatePem: string;
  readonly keyPem: string;
  readonly authorityPem: string;
}

/** What a client needs that shows no certificate of its own. */
export type Trust = Pick<Credential, "authorityPem">;

/** One request; `url` is absolute. */
export interface HttpsRequest {
  readonly method: Dispatcher.HttpMethod;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The whole answer, whatever its status. */
export interface HttpsResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Sends a request and reads its answer; rejects where there is none, see failures.ts. */
export type Send = (request: HttpsRequest) => Promise<HttpsResponse>;

/** A frozen machine's kernel still accepts connections, so an answer needs a bound of its own. */
const answerTimeoutMs = 5000;

/**
 * etcd opens its port seconds before it serves it, and a connection from that time may stay without an answer for
 * good; the next one, tried soon, is served.
 */
const connectTimeoutMs = 1500;

/** Whose requests they are: until when, and how patient, in milliseconds; a slow host's connections take longer, too. */
export interface Caller {
  readonly signal: AbortSignal;
  readonly patience: number;
}

/**
 * Opens a client that shows the credential, if it has one, and verifies every server. Connections are kept for further
 * requests until the caller's signal is aborted, which also ends the requests under way. With a server name, every server
 * is asked for the certificate of that name, whatever address it is dialled at; without, for that of its address.
 */
export function openHttps(
  credential: Credential | Trust,
  { signal: ended, patience }: Caller,
  serverName?: string,
): Send {
  const slowness = slownessOf(patience);
  const agent = agentOf(credential, { signal: ended, patience }, serverName);

  return async ({ method, url, headers, body }) => {
    const { origin, pathname, search } = new URL(url);
    const response = await agent.request({
      origin,
      path: pathname + search,
      method,
      headers: { ...headers },
      body: body ?? null,
      signal: AbortSignal.any([ended, timeLimit(answerTimeoutMs * slowness)]),
    });
    return {
      status: response.statusCode,
      headers: flatten(response.headers),
      text: await response.body.text(),
    };
  };
}

/** The connections of such a client, for what is more than requests and answers. */
export function agentOf(
  credential: Credential | Trust,
  { signal: ended, patience }: Caller,
  serverName?: string,
): Agent {
  const agent = new Agent({
    connect: {
      ca: credential.authorityPem,
      ...("keyPem" in credential && { cert: credential.certificatePem, key: credential.keyPem }),
      timeout: connectTimeoutMs * slownessOf(patience),
      ...(serverName !== undefined && { servername: serverName }),
    },
  });
  ended.addEventListener("abort", () => void agent.destroy(), { once: true });
  return agent;
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}
