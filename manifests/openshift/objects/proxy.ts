import type { HttpProxy, OpenshiftClusterPlan } from "../../../topology/openshift/plan";
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
 */
export function proxy(plan: OpenshiftClusterPlan): Proxy {
  const { trustBundle, proxy: settings } = plan.openshift;
  const trustedCA = { name: trustBundle === "" ? "" : userBundleName };
  const own = { apiVersion: configApi, kind: "Proxy", metadata: only } as const;
  if (settings === undefined) return { ...own, spec: { trustedCA } };
  return {
    ...own,
    spec: { ...settings, noProxy: settings.noProxy.join(","), trustedCA },
    status: { ...settings, noProxy: withoutProxy(plan, settings).join(",") },
  };
}

/** What is reached directly: what the plan says, and all that is within the cluster. Sorted, each once. */
function withoutProxy(plan: OpenshiftClusterPlan, { noProxy }: HttpProxy): readonly string[] {
  const { machine, pod, service } = plan.networks;
  const inside = [...machine, ...pod, ...service].map(({ cidr }) => cidr);
  const names = ["127.0.0.1", "localhost", ".svc", `.${plan.serviceDomain}`, plan.openshift.internalApiFqdn];
  return [...new Set([...names, ...inside, ...noProxy])].sort();
}
