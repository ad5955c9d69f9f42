import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { type ClusterScoped, type ConfigApi, configApi, only } from "./scope";

/** Where pods may run (config.openshift.io, Scheduler). */
export interface Scheduler extends ClusterScoped<ConfigApi, "Scheduler"> {
  readonly spec: { readonly mastersSchedulable: boolean; readonly policy: { readonly name: "" } };
}

/** Whether control planes run workloads, as they must where there is nothing else (facts: openshift-hard-way.md, 4.3). */
export function scheduler({ openshift }: OpenshiftClusterPlan): Scheduler {
  return {
    apiVersion: configApi,
    kind: "Scheduler",
    metadata: only,
    spec: { mastersSchedulable: openshift.controlPlanesSchedulable, policy: { name: "" } },
  };
}
