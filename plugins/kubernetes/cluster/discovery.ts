import type { Value } from "../../shared/values";
import type { TypeMeta } from "../objects";
import { listAt, textAt, valueAt } from "../objects";
import type { Scope } from "../scope";
import { ConnectionError, isNotFound, NoMatchError } from "./errors";
import type { Connection } from "./http";
import { send } from "./http";

/** How the API serves a kind. */
export interface ResourceType {
  /** `/api/v1` or `/apis/<group>/<version>`. */
  readonly root: string;
  /** The name in paths, e.g. `configmaps`. */
  readonly plural: string;
  readonly scope: Scope;
}

const CORE = "v1";

/** Asks the API server which kinds it serves, group version by group version, and remembers. */
export class Discovery {
  readonly #connection: Connection;
  readonly #known = new Map<string, ResourceType>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Fails if the API server cannot be asked. */
  async probe(): Promise<void> {
    try {
      await this.#load(CORE);
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      // The official plugin reads the schema first, so that this is the address its message names;
      // we ask for less, because a young API server takes seconds to write the schema.
      throw new ConnectionError(`Get "${this.#connection.server.origin}/openapi/v2?timeout=32s"`, error.what);
    }
  }

  async knows(type: TypeMeta): Promise<boolean> {
    try {
      await this.find(type);
      return true;
    } catch (error) {
      if (error instanceof NoMatchError) return false;
      throw error;
    }
  }

  /** A kind that was not there is asked for again each time: its definition may be on the way. */
  async find({ apiVersion, kind }: TypeMeta): Promise<ResourceType> {
    if (!this.#known.has(keyOf(apiVersion, kind))) await this.#load(apiVersion);
    const found = this.#known.get(keyOf(apiVersion, kind));
    if (!found) throw new NoMatchError({ apiVersion, kind });
    return found;
  }

  async #load(apiVersion: string): Promise<void> {
    const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    for (const resource of await this.#resources(root)) {
      const plural = textAt(resource, "name");
      // `deployments/scale` and the like are parts of a resource, not objects.
      if (plural.includes("/")) continue;
      const scope: Scope = valueAt(resource, "namespaced") === true ? "namespaced" : "cluster";
      this.#known.set(keyOf(apiVersion, textAt(resource, "kind")), { root, plural, scope });
    }
  }

  async #resources(path: string): Promise<readonly Value[]> {
    try {
      return listAt(await send(this.#connection, { method: "GET", path }), "resources");
    } catch (error) {
      if (isNotFound(error)) return [];
      throw error;
    }
  }
}

const keyOf = (apiVersion: string, kind: string): string => `${apiVersion}/${kind}`;
