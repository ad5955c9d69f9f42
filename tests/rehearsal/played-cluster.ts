import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { caBundle } from "../../pki/ca-bundles";
import type { OpenshiftBundle } from "../../pki/openshift-bundle";

/** Any part of an object of the API. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** An object of the API. */
export type ApiObject = { readonly [key: string]: Json };

/** A member of etcd, in the words of its gateway. */
export interface PlayedMember {
  readonly ID: string;
  readonly name?: string;
  readonly peerURLs: readonly string[];
  readonly isLearner?: boolean;
}

/** What the server answers: a status, and the object or the reason. */
interface Answer {
  readonly status: number;
  readonly body: Json;
}

/** A merge patch (RFC 7386). */
function merge(into: Json, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const old = isObject(into) ? into : {};
  const names = [...new Set([...Object.keys(old), ...Object.keys(patch)])];
  return Object.fromEntries(
    names.flatMap((name): readonly [string, Json][] => {
      const [own = null, change] = [old[name], patch[name]];
      if (change === undefined) return [[name, own]];
      return change === null ? [] : [[name, merge(own, change)]];
    }),
  );
}

function isObject(value: Json): value is ApiObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A played API server and a played etcd: objects by path, with creation, merge patches, status by its subresource, and
 * members. Both have the certificates of the bundle, and take only those of its clients.
 */
export class PlayedCluster {
  /** By path, such as /api/v1/nodes/master-0. */
  readonly objects = new Map<string, ApiObject>();
  members: readonly PlayedMember[] = [];
  /** What is told of each object that is created. */
  onCreated: (path: string) => void = () => undefined;
  private readonly servers: Server[] = [];
  /** A member has a number of its own, also where it is of a machine that has been one before. */
  private lastMember = 1000;

  constructor(private readonly bundle: OpenshiftBundle) {}

  /** Starts both; etcd at the given address. Returns the URL of the API. */
  async start(etcdAddress: string): Promise<string> {
    const { leaves } = this.bundle;
    const clients = caBundle(this.bundle, "kube-apiserver-complete-client-ca-bundle");
    const api = await this.serve(
      clients,
      leaves["kube-apiserver-localhost-server"],
      { host: "127.0.0.1", port: 0 },
      (request) => this.answerOfApi(request),
    );
    await this.serve(
      caBundle(this.bundle, "etcd-ca-bundle"),
      leaves["etcd-serving"],
      { host: etcdAddress, port: 2379 },
      (request) => this.answerOfEtcd(request),
    );
    return `https://127.0.0.1:${(api.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const server of this.servers.splice(0)) {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    }
  }

  /** Adds an object, or changes it by a merge patch. */
  put(path: string, patch: ApiObject): void {
    this.objects.set(path, merge(this.objects.get(path) ?? {}, patch) as ApiObject);
  }

  private async serve(
    ca: string,
    own: { readonly certificatePem: string; readonly keyPem: string },
    where: { readonly host: string; readonly port: number },
    answer: (request: IncomingMessage) => Promise<Answer>,
  ): Promise<Server> {
    const options = {
      ca,
      cert: own.certificatePem,
      key: own.keyPem,
      requestCert: true,
      rejectUnauthorized: true,
    };
    const server = createServer(options, (request, response) => {
      void answer(request).then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(body));
      });
    });
    server.listen(where);
    await once(server, "listening");
    this.servers.push(server);
    return server;
  }

  private async answerOfApi(request: IncomingMessage): Promise<Answer> {
    const path = request.url ?? "";
    const body = (await text(request)) || "{}";
    switch (request.method) {
      case "POST":
        return this.created(path, body);
      case "PATCH":
        return this.patched(path, JSON.parse(body) as ApiObject);
      case "PUT":
        this.objects.set(path, JSON.parse(body) as ApiObject);
        return { status: 200, body: {} };
      default:
        return this.found(path);
    }
  }

  private found(path: string): Answer {
    const found = this.objects.get(path);
    if (found !== undefined) return { status: 200, body: found };
    if (["/version", "/api/v1/nodes", "/api/v1/pods"].includes(path))
      return { status: 200, body: this.list(path) };
    return { status: 404, body: { message: "not found" } };
  }

  /** Pods of all namespaces are under each of them. */
  private list(path: string): ApiObject {
    const kind = path.slice(path.lastIndexOf("/") + 1);
    const items = [...this.objects].filter(([own]) => own.includes(`/${kind}/`)).map(([, object]) => object);
    return { items };
  }

  private created(collection: string, body: string): Answer {
    const content = parse(body) as ApiObject & { readonly metadata: { readonly name: string } };
    const path = `${collection}/${content.metadata.name}`;
    if (this.objects.has(path)) return { status: 409, body: { message: "exists" } };
    const namespace = /namespaces\/([^/]+)/.exec(collection)?.[1] ?? "";
    this.objects.set(path, { ...content, metadata: { ...content.metadata, namespace } });
    this.onCreated(path);
    return { status: 201, body: {} };
  }

  /** A status goes through its subresource, and nothing else does. */
  private patched(path: string, patch: ApiObject): Answer {
    const own = path.replace(/\/status$/, "");
    const before = this.objects.get(own);
    if (before === undefined) return { status: 404, body: { message: "not found" } };
    if (own === path) this.put(path, { ...patch, status: before["status"] ?? {} });
    else {
      const refusal = refusedRevision(before["status"] ?? null, patch["status"] ?? null);
      if (refusal !== undefined) return { status: 422, body: { message: refusal } };
      this.put(own, { status: patch["status"] ?? {} });
    }
    return { status: 200, body: {} };
  }

  private async answerOfEtcd(request: IncomingMessage): Promise<Answer> {
    const body = JSON.parse(await text(request)) as {
      readonly ID?: string;
      readonly peerURLs?: readonly string[];
    };
    const named = this.members.find(({ ID }) => ID === body.ID);
    switch (request.url) {
      case "/v3/cluster/member/list":
        return { status: 200, body: { members: this.members as unknown as Json } };
      case "/v3/cluster/member/add":
        this.members = [
          ...this.members,
          { ID: String(++this.lastMember), peerURLs: body.peerURLs ?? [], isLearner: true },
        ];
        return { status: 200, body: {} };
      case "/v3/cluster/member/promote":
        if (named?.name === undefined) return { status: 412, body: { message: "not in sync with leader" } };
        this.members = this.members.map((member) =>
          isDeepStrictEqual(member, named) ? { ...member, isLearner: false } : member,
        );
        return { status: 200, body: {} };
      default:
        this.members = this.members.filter(({ ID }) => ID !== body.ID);
        return { status: 200, body: {} };
    }
  }
}

interface NodeStatus {
  readonly nodeName: string;
  readonly currentRevision?: number;
}

/** The rule of the real CRDs: a node is listed without a revision first. */
function refusedRevision(before: Json, after: Json): string | undefined {
  const of = (status: Json): readonly NodeStatus[] =>
    isObject(status) ? ((status["nodeStatuses"] ?? []) as unknown as readonly NodeStatus[]) : [];
  const listed = of(before).map(({ nodeName }) => nodeName);
  const hasty = of(after).find(
    ({ nodeName, currentRevision }) => currentRevision !== undefined && !listed.includes(nodeName),
  );
  return hasty === undefined ? undefined : `${hasty.nodeName} has a revision at once`;
}
