import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { type ClusterScoped, type ConfigApi, configApi, only } from "./scope";

/** The domain of routes, and where the routers run (config.openshift.io, Ingress). */
export interface Ingress extends ClusterScoped<ConfigApi, "Ingress"> {
  readonly spec: { readonly domain: string };
  readonly status: { readonly defaultPlacement: "Workers" | "ControlPlane" };
}

/**
 * Where routes stand. Made before CVO starts, which else makes an empty one that nobody fills
 * (facts: openshift-hard-way.md, 4.2, defect 5).
 */
export function ingress({ openshift, workers }: OpenshiftClusterPlan): Ingress {
  return {
    apiVersion: configApi,
    kind: "Ingress",
    metadata: only,
    spec: { domain: openshift.appsDomain },
    status: { defaultPlacement: workers.length === 0 ? "ControlPlane" : "Workers" },
  };
}
