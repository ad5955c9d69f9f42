import { type Kubernetes, kubernetesAt } from "../../checks/clients/kubernetes";
import type { HttpsRequest, HttpsResponse, Send } from "../../checks/clients/https";

/** An object of the API; a time in it is text, as it is on the wire. */
export type Stored = Readonly<Record<string, unknown>>;

/** Where the stand-in is, for what is asked of it by address. */
export const standInUrl = "https://10.90.0.5:6443";

/**
 * A stand-in for an API server and for what else answers on the machines' network: objects by their paths, with the
 * semantics that gates rely on (lists by label, 404, server-side apply, a namespace's end, approval of certificate requests), and answers by their URLs. Whatever
 * is asked of another address is refused, as by a machine on which nothing listens.
 */
export class StandInApi {
  /** By their paths, for example /api/v1/nodes/worker-0. */
  readonly objects = new Map<string, Stored>();
  /** By their URLs, for example https://10.90.0.11:6443/readyz. */
  readonly answers = new Map<string, HttpsResponse>();

  readonly send: Send = (request) => {
    const told = this.answers.get(request.url);
    if (told !== undefined) return Promise.resolve(told);
    if (!request.url.startsWith(`${standInUrl}/`) || request.url === `${standInUrl}/readyz`)
      return Promise.reject(refused());
    return Promise.resolve(this.answerTo(request));
  };

  /** The typed client of it. */
  readonly kubernetes: Kubernetes = kubernetesAt(standInUrl, this.send);

  /** What answers at a URL, as JSON. */
  answer(url: string, body: object, status = 200): void {
    this.answers.set(url, json(status, body));
  }

  /** Whether an API server says at its URL that it is ready; one that is not names a failed check. */
  readiness(url: string, status: 200 | 500): void {
    const text = status === 200 ? "ok" : "[+]ping ok\n[-]etcd failed: reason withheld\nreadyz check failed";
    this.answers.set(`${url}/readyz`, { status, headers: {}, text });
  }

  private answerTo({ method, url, body }: HttpsRequest): HttpsResponse {
    const { pathname, searchParams } = new URL(url);
    if (method === "GET") {
      const found = this.objects.get(pathname);
      if (found !== undefined) return json(200, found);
      const items = this.within(pathname).filter((object) =>
        matches(object, searchParams.get("labelSelector")),
      );
      return items.length > 0 || isCollection(pathname)
        ? json(200, { items })
        : json(404, { kind: "Status", message: `${pathname} not found` });
    }
    if (method === "DELETE") return this.delete(pathname);
    if (method === "PATCH" && pathname.endsWith("/approval"))
      return this.decide(pathname.slice(0, -"/approval".length), JSON.parse(body ?? "") as Stored);
    if (method === "PATCH" && searchParams.has("fieldManager"))
      return this.apply(pathname, JSON.parse(body ?? "") as Stored);
    throw new Error(`the stand-in knows nothing of ${method} ${pathname}`);
  }

  /** What the manifest does not have, such as a status, stays. */
  private apply(path: string, manifest: Stored): HttpsResponse {
    const applied = { ...this.objects.get(path), ...manifest };
    this.objects.set(path, applied);
    return json(200, applied);
  }

  /** With a namespace goes at once what is in it. */
  private delete(path: string): HttpsResponse {
    const namespace = /^\/api\/v1(\/namespaces\/[^/]+)$/.exec(path)?.[1];
    if (namespace !== undefined)
      for (const each of [...this.objects.keys()].filter((key) => key.includes(`${namespace}/`)))
        this.objects.delete(each);
    return this.objects.delete(path) ? json(200, {}) : json(404, {});
  }

  private within(collection: string): readonly Stored[] {
    return [...this.objects]
      .filter(([path]) => path.slice(0, path.lastIndexOf("/")) === collection)
      .map(([, object]) => object);
  }

  private decide(path: string, { status }: Stored): HttpsResponse {
    const decided = { ...this.objects.get(path), status };
    this.objects.set(path, decided);
    return json(200, decided);
  }
}

/** The collections that a cluster has even while they are empty; all others may not be defined yet. */
function isCollection(path: string): boolean {
  return collections.some((collection) => collection.test(path));
}

const collections = [
  /^\/api\/v1\/nodes$/,
  /^\/apis\/certificates\.k8s\.io\/v1\/certificatesigningrequests$/,
  /^\/api\/v1\/namespaces\/[^/]+\/(pods|events)$/,
] as const;

/** Labels that must be there, must have a value, or must not be there. */
function matches({ metadata }: Stored, selector: string | null): boolean {
  const { labels = {} } = (metadata ?? {}) as { readonly labels?: Readonly<Record<string, string>> };
  const wanted = selector === null || selector === "" ? [] : selector.split(",");
  return wanted.every((each) => {
    if (each.startsWith("!")) return !(each.slice(1) in labels);
    const [key = "", value] = each.split("=");
    return value === undefined ? key in labels : labels[key] === value;
  });
}

function json(status: number, body: object): HttpsResponse {
  return { status, headers: { "content-type": "application/json" }, text: JSON.stringify(body) };
}

function refused(): Error {
  return Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
}
