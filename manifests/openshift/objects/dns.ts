import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { type ClusterScoped, type ConfigApi, configApi, only } from "./scope";

/** The domain below which the cluster's names stand (config.openshift.io, DNS). */
export interface Dns extends ClusterScoped<ConfigApi, "DNS"> {
  readonly spec: { readonly baseDomain: string };
}

/** The cluster's own domain, which is not the one that its owner has (facts: openshift-hard-way.md, 4.2, defect 4). */
export function dns({ domain }: OpenshiftClusterPlan): Dns {
  return { apiVersion: configApi, kind: "DNS", metadata: only, spec: { baseDomain: domain } };
}
