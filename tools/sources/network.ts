import type { Dispatcher } from "undici";

const PROBE_MILLISECONDS = 3000;

const probes = new Map<string, Promise<string | undefined>>();

/** Why a download host cannot be reached, or undefined; each host is asked once per run, for 3 s at most. */
export function unreachable(url: string): Promise<string | undefined> {
  const { origin } = new URL(url);
  const known = probes.get(origin) ?? probe(origin);
  probes.set(origin, known);
  return known;
}

async function probe(origin: string): Promise<string | undefined> {
  try {
    const { client, dispatcher } = await httpClient();
    const signal = AbortSignal.timeout(PROBE_MILLISECONDS);
    const { body } = await client.request(origin, { method: "HEAD", dispatcher, signal });
    await body.dump();
    return undefined;
  } catch (error) {
    return `${new URL(origin).host} cannot be reached: ${reasonOf(error)}`;
  }
}

/** A server that says nothing for so long has broken off. */
const SILENCE_MILLISECONDS = 60_000;

/** Asks for a file, redirects followed, and returns whatever is answered. */
export async function ask(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Dispatcher.ResponseData> {
  const { client, dispatcher } = await httpClient();
  const following = dispatcher.compose(client.interceptors.redirect({ maxRedirections: 5 }));
  const limits = { headersTimeout: SILENCE_MILLISECONDS, bodyTimeout: SILENCE_MILLISECONDS };
  return client.request(url, { dispatcher: following, headers, ...limits });
}

/** Opens a download, redirects followed. */
export async function open(url: string): Promise<Dispatcher.ResponseData> {
  const response = await ask(url);
  if (response.statusCode === 200) return response;
  await response.body.dump();
  throw new Error(`${url} answered ${response.statusCode}`);
}

/** The innermost reason of an error of the network. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/**
 * The HTTP client with the proxy of the environment. It is loaded when it is needed: a run that finds
 * everything in place would spend 60 ms of its second on it.
 */
async function httpClient() {
  const client = await import("undici");
  return { client, dispatcher: new client.EnvHttpProxyAgent() };
}
