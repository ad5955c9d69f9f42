import { DEFAULT_NAMESPACE } from "../naming";
import type { KubernetesObject, TypeMeta } from "../objects";
import type { Scope } from "../scope";
import type { Settings } from "../settings";
import { Discovery } from "./discovery";
import { messageOf, UnreachableError } from "./errors";
import type { Connection } from "./http";
import { connectionOf, loadKubeconfig } from "./kubeconfig";
import { ObjectApi } from "./object-api";

interface Reached {
  readonly connection: Connection;
  readonly discovery: Discovery;
}

/**
 * The cluster of one provider. It is reached at the first question and not before; whether it can
 * be reached is decided once, so that an operation does not wait for a dead cluster object by object.
 */
export class Cluster {
  readonly #settings: Settings;
  #reached: Promise<Reached> | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  async isReachable(): Promise<boolean> {
    return (await this.unreachableReason()) === undefined;
  }

  /** Why the cluster cannot be asked; undefined if it can. */
  async unreachableReason(): Promise<string | undefined> {
    try {
      await this.#reach();
      return undefined;
    } catch (error) {
      return messageOf(error);
    }
  }

  /** Whether the kind lives in namespaces; a kind that nobody can be asked about is taken to. */
  async scopeOf(type: TypeMeta): Promise<Scope> {
    if (!(await this.serves(type))) return "namespaced";
    const { discovery } = await this.#reach();
    return (await discovery.find(type)).scope;
  }

  /** Whether the cluster can be reached and knows the kind. */
  async serves(type: TypeMeta): Promise<boolean> {
    if (!(await this.isReachable())) return false;
    const { discovery } = await this.#reach();
    return discovery.knows(type);
  }

  /** The namespace of the kubeconfig's context. */
  async defaultNamespace(): Promise<string> {
    try {
      const config = await loadKubeconfig(this.#settings);
      return config.getContextObject(config.getCurrentContext())?.namespace ?? DEFAULT_NAMESPACE;
    } catch {
      // A kubeconfig that cannot be read fails where the cluster is needed, with its reason.
      return DEFAULT_NAMESPACE;
    }
  }

  /** Operations on one object. Fails with UnreachableError or NoMatchError. */
  async object(object: KubernetesObject): Promise<ObjectApi> {
    const { connection, discovery } = await this.#reach();
    return new ObjectApi(connection, await discovery.find(object), object);
  }

  #reach(): Promise<Reached> {
    this.#reached ??= reach(this.#settings);
    return this.#reached;
  }
}

async function reach(settings: Settings): Promise<Reached> {
  try {
    const connection = await connectionOf(await loadKubeconfig(settings));
    const discovery = new Discovery(connection);
    await discovery.probe();
    return { connection, discovery };
  } catch (error) {
    throw new UnreachableError(`unable to load schema information from the API server: ${messageOf(error)}`);
  }
}
