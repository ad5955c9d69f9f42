import { existsSync } from "node:fs";
import { Agent, type RequestOptions } from "node:https";
import { homedir } from "node:os";
import { join } from "node:path";
import type { KubeConfig } from "@kubernetes/client-node";
import type { Settings } from "../settings";
import type { Connection } from "./http";

/** The settings that choose a cluster. */
export type KubeconfigSettings = Pick<Settings, "kubeconfig" | "context">;

/**
 * Reads a kubeconfig with the official client, which is loaded only here: an operation that
 * changes nothing never needs it. Throws an Error that says what is wrong with the kubeconfig.
 */
export async function loadKubeconfig({ kubeconfig, context }: KubeconfigSettings): Promise<KubeConfig> {
  // Its configuration alone: the whole package is fifteen megabytes of generated types.
  const { KubeConfig } = await import("@kubernetes/client-node/dist/config.js");
  const config = new KubeConfig();
  if (kubeconfig === undefined) loadDefault(config);
  else loadGiven(config, kubeconfig);
  if (context !== undefined) config.setCurrentContext(context);
  const chosen = config.getCurrentContext();
  const inUse = config.getContextObject(chosen);
  if (!inUse) throw new Error(`the kubeconfig has no context "${chosen}"`);
  if (!config.getCurrentCluster()) throw new Error(`the kubeconfig has no cluster "${inUse.cluster}"`);
  return config;
}

/** Contents, or the path of a file that has them. */
function loadGiven(config: KubeConfig, pathOrContents: string): void {
  const path = pathOrContents.replace(/^~(?=\/|$)/, homedir());
  if (existsSync(path)) config.loadFromFile(path);
  else config.loadFromString(pathOrContents);
}

/** The client would fall back to a server on localhost:8080: nobody asked for that one. */
function loadDefault(config: KubeConfig): void {
  const given = process.env["KUBECONFIG"] ?? "";
  if (given === "" && !existsSync(join(homedir(), ".kube", "config")))
    throw new Error(
      "no kubeconfig: give the provider's `kubeconfig`, set KUBECONFIG, or write ~/.kube/config",
    );
  config.loadFromDefault();
}

/** Idle connections are closed before a load balancer on the way does it, perhaps in the middle of a request. */
const IDLE_MS = 10_000;

/** The connection that a kubeconfig describes: its certificates, token, or login program. */
export async function connectionOf(config: KubeConfig): Promise<Connection> {
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const { headers = {}, auth, agent, ca, cert, key, servername, rejectUnauthorized } = options;
  const cluster = config.getCurrentCluster();
  const tls = { ca, cert, key, servername, rejectUnauthorized };
  const given = Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
  return {
    server: new URL(cluster?.server ?? ""),
    // The client's agent opens a connection per request; through a proxy only it knows the way.
    agent:
      cluster?.proxyUrl === undefined && agent instanceof Agent
        ? new Agent({ ...given, keepAlive: true, timeout: IDLE_MS })
        : (agent as Agent),
    headers: headers as Connection["headers"],
    auth: auth ?? undefined,
  };
}
