import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { type ClusterScoped, type ConfigApi, configApi, only } from "./scope";
import { userBundleName } from "./trust-bundle";

/** What programs are told of the proxy; the list is joined by commas. */
interface ProxySettings {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
}

/** The proxy to what is outside, and the authorities that are trusted besides (config.openshift.io, Proxy). */
export interface Proxy extends ClusterScoped<ConfigApi, "Proxy"> {
  readonly spec: Partial<ProxySettings> & { readonly trustedCA: { readonly name: string } };
  /** Left out where there is no proxy. */
  readonly status?: ProxySettings;
}

/**
 * The cluster's proxy, with empty settings where it has none. MCO renders machines by its status, which the network's
 * operator later computes alike: what differs would be another machine configuration (facts: openshift-hard-way.md, 6.2).
 * The plan's list of what is reached directly has what that operator would add to it.
 */
export function proxy({ openshift }: OpenshiftClusterPlan): Proxy {
  const { trustBundle, proxy: settings } = openshift;
  const trustedCA = { name: trustBundle === "" ? "" : userBundleName };
  const own = { apiVersion: configApi, kind: "Proxy", metadata: only } as const;
  if (settings === undefined) return { ...own, spec: { trustedCA } };
  const status = { ...settings, noProxy: settings.noProxy.join(",") };
  return { ...own, spec: { ...status, trustedCA }, status };
}
