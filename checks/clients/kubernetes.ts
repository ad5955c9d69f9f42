// The generated client alone: the package's main file also loads OpenID, WebSockets and YAML, which doubles
// the start-up time of a gate.
import {
  AppsV1Api,
  CertificatesV1Api,
  CoordinationV1Api,
  CoreV1Api,
  createConfiguration,
  CustomObjectsApi,
  ResponseContext,
  ServerConfiguration,
  wrapHttpLibrary,
  type RequestContext,
} from "@kubernetes/client-node/dist/gen/index.js";
import type { HttpsRequest, Send } from "./https";

/** An object of the API as plain data: the client's class without what makes it one, and times as text. */
export type Plain<T> = T extends Date
  ? string
  : T extends (infer Element)[]
    ? Plain<Element>[]
    : T extends object
      ? { [Key in keyof T]: Plain<T[Key]> }
      : T;

/** The typed API of a cluster, over a connection of our own. */
export interface Kubernetes {
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly certificates: CertificatesV1Api;
  readonly coordination: CoordinationV1Api;
  /** For what a cluster defines itself, and no class of the client describes. */
  readonly custom: CustomObjectsApi;
  /** The connection itself, for what is no object of the API: the health of one API server. */
  readonly send: Send;
}

/** A client of the API servers behind the URL. */
export function kubernetesAt(url: string, send: Send): Kubernetes {
  const configuration = createConfiguration({
    baseServer: new ServerConfiguration(url, {}),
    httpApi: wrapHttpLibrary({
      send: async (request) => {
        const { status, headers, text } = await send(requestOf(request));
        return new ResponseContext(
          status,
          { ...headers },
          {
            text: () => Promise.resolve(text),
            binary: () => Promise.resolve(Buffer.from(text)),
          },
        );
      },
    }),
  });
  return {
    core: new CoreV1Api(configuration),
    apps: new AppsV1Api(configuration),
    certificates: new CertificatesV1Api(configuration),
    coordination: new CoordinationV1Api(configuration),
    custom: new CustomObjectsApi(configuration),
    send,
  };
}

function requestOf(request: RequestContext): HttpsRequest {
  const body = request.getBody();
  if (body !== undefined && typeof body !== "string") throw new TypeError("the Kubernetes API takes JSON");
  return {
    method: request.getHttpMethod(),
    url: request.getUrl(),
    headers: request.getHeaders(),
    ...(body === undefined ? {} : { body }),
  };
}

/** Whether an API server is ready, and what it lacks. */
export type Readiness = { readonly ready: true } | { readonly ready: false; readonly lacks: string };

/** Asks `/readyz` of the API server or load balancer at the URL. */
export async function readinessAt(url: string, send: Send): Promise<Readiness> {
  const { status, text } = await send({ method: "GET", url: `${url}/readyz` });
  if (status === 200) return { ready: true };
  const failed = [...text.matchAll(/^\[-\](\S+)/gm)].map((match) => match[1]);
  return { ready: false, lacks: failed.length > 0 ? failed.join(", ") : `HTTP ${status}` };
}
