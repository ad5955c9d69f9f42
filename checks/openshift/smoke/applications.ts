import { socketAddress } from "../../../topology/network";
import { type Caller, type HttpsResponse, openHttps, type Send } from "../../clients/https";
import type { Kubernetes } from "../../clients/kubernetes";
import type { SmokePlan } from "./check";

/** Asks an application by its name for a page; rejects where nobody answers by that name, see clients/failures.ts. */
export type Applications = (page: { readonly host: string; readonly path: string }) => Promise<HttpsResponse>;

/** Where the ingress operator publishes the authority of the routers' certificate, which it has made itself. */
const published = { name: "default-ingress-cert", namespace: "openshift-config-managed" } as const;

/**
 * Asks through the load balancer at its address, as this host need not know the cluster's names. Routers are verified as a
 * user's browser does it: by the application's name, and by what the cluster itself publishes of their authority.
 */
export function applicationsAt(
  kubernetes: Pick<Kubernetes, "core">,
  { address, port }: SmokePlan["ingress"],
  caller: Caller,
): Applications {
  // A client keeps its connections until the caller ends, so one serves all looks.
  const clients = new Map<string, Send>();
  return async ({ host, path }) => {
    const authorityPem = await routersAuthority(kubernetes);
    const key = `${host} ${authorityPem}`;
    const send = clients.get(key) ?? openHttps({ authorityPem }, caller, host);
    clients.set(key, send);
    return send({ method: "GET", url: `https://${socketAddress(address, port)}${path}`, headers: { host } });
  };
}

async function routersAuthority({ core }: Pick<Kubernetes, "core">): Promise<string> {
  const { data } = await core.readNamespacedConfigMap(published);
  return data?.["ca-bundle.crt"] ?? "";
}
