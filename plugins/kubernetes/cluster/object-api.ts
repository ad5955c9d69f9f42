import type { Properties, Value } from "../../shared/values";
import type { KubernetesObject } from "../objects";
import { metadataOf } from "../objects";
import type { ResourceType } from "./discovery";
import type { Connection, Request } from "./http";
import { follow, send } from "./http";

/** Whether the API server stores what it works out, or only answers with it. */
export type Effect = "stored" | "dryRun";

export interface Writing {
  readonly effect: Effect;
  /** Under whose name the written fields are owned. */
  readonly fieldManager: string;
}

export interface Applying extends Writing {
  /** Takes fields over that others own, instead of failing with a conflict. */
  readonly force: boolean;
}

/** Operations on one object of a cluster (Kubernetes API concepts, "Resource URIs" and verbs). */
export class ObjectApi {
  readonly #connection: Connection;
  readonly #collection: string;
  readonly #name: string;

  /** An object without a name can only be created. */
  constructor(connection: Connection, { root, plural, scope }: ResourceType, object: KubernetesObject) {
    const { namespace, name } = metadataOf(object);
    this.#connection = connection;
    this.#collection =
      scope === "cluster" ? `${root}/${plural}` : `${root}/namespaces/${namespace ?? "default"}/${plural}`;
    this.#name = name ?? "";
  }

  get(): Promise<KubernetesObject> {
    return this.#send({ method: "GET", path: this.#path() });
  }

  create(body: KubernetesObject, writing: Writing): Promise<KubernetesObject> {
    return this.#send({ method: "POST", path: this.#collection, query: queryOf(writing), body });
  }

  /** Server-side apply: the body is all that this field manager wants. */
  apply(body: KubernetesObject, applying: Applying): Promise<KubernetesObject> {
    const query = { ...queryOf(applying), force: String(applying.force) };
    const contentType = "application/apply-patch+yaml";
    return this.#send({ method: "PATCH", path: this.#path(), query, body, contentType });
  }

  replace(body: KubernetesObject, writing: Writing): Promise<KubernetesObject> {
    return this.#send({ method: "PUT", path: this.#path(), query: queryOf(writing), body });
  }

  /** A JSON patch (RFC 6902). */
  patch(operations: readonly Properties[]): Promise<KubernetesObject> {
    const contentType = "application/json-patch+json";
    return this.#send({ method: "PATCH", path: this.#path(), body: operations, contentType });
  }

  /** In the foreground: the object stays until its dependants are gone, so that waiting for it waits for all. */
  async delete(): Promise<void> {
    const body: Value = { apiVersion: "v1", kind: "DeleteOptions", propagationPolicy: "Foreground" };
    await this.#send({ method: "DELETE", path: this.#path(), body });
  }

  /** Events of this object alone, until the signal; the server ends a watch from time to time. */
  watch(signal: AbortSignal): Promise<AsyncIterable<Properties>> {
    return this.watchCollection({ fieldSelector: `metadata.name=${this.#name}` }, signal);
  }

  /** Events of all objects of the kind in the namespace that the selectors choose. */
  watchCollection(
    selectors: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<AsyncIterable<Properties>> {
    const query = { ...selectors, watch: "true" };
    return follow(this.#connection, { method: "GET", path: this.#collection, query, signal });
  }

  list(selectors: Readonly<Record<string, string>>): Promise<Properties> {
    return send(this.#connection, { method: "GET", path: this.#collection, query: selectors });
  }

  async #send(request: Request): Promise<KubernetesObject> {
    return (await send(this.#connection, request)) as KubernetesObject;
  }

  #path(): string {
    return `${this.#collection}/${encodeURIComponent(this.#name)}`;
  }
}

const queryOf = ({ effect, fieldManager }: Writing): Record<string, string> => ({
  fieldManager,
  ...(effect === "dryRun" && { dryRun: "All" }),
});
