import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { controlPlanesAtFirst } from "./beginning";
import { type ClusterScoped, type ConfigApi, configApi, only } from "./scope";

/** Whether programs that may run several times do so. */
type Availability = "HighlyAvailable" | "SingleReplica";

/** What the machines are and where they find the API (config.openshift.io, Infrastructure). */
export interface Infrastructure extends ClusterScoped<ConfigApi, "Infrastructure"> {
  readonly spec: {
    /** The platform whose machines nobody but this program makes. */
    readonly platformSpec: { readonly type: "None" };
    readonly cloudConfig: { readonly name: "" };
  };
  readonly status: {
    readonly infrastructureName: string;
    readonly platform: "None";
    readonly platformStatus: { readonly type: "None" };
    readonly apiServerURL: string;
    /**
     * The name ends in URI: under any other the server drops it, and then kubelets, CVO and the network's operator know
     * of no API (facts: openshift-hard-way.md, 4.2, defect 1).
     */
    readonly apiServerInternalURI: string;
    readonly controlPlaneTopology: Availability;
    readonly infrastructureTopology: Availability;
    readonly cpuPartitioning: "None";
  };
}

/** The cluster's infrastructure; its status is what everyone reads (facts: openshift-hard-way.md, 4.3). */
export function infrastructure(plan: OpenshiftClusterPlan): Infrastructure {
  const { api, openshift, workers } = plan;
  const controlPlaneTopology = availabilityOf(controlPlanesAtFirst(plan));
  return {
    apiVersion: configApi,
    kind: "Infrastructure",
    metadata: only,
    spec: { platformSpec: { type: "None" }, cloudConfig: { name: "" } },
    status: {
      infrastructureName: openshift.infrastructureName,
      platform: "None",
      platformStatus: { type: "None" },
      apiServerURL: `https://${api.fqdn}:${api.port}`,
      apiServerInternalURI: `https://${openshift.internalApiFqdn}:${api.port}`,
      controlPlaneTopology,
      // Without workers, what would run there runs on the control planes.
      infrastructureTopology: workers.length === 0 ? controlPlaneTopology : availabilityOf(workers.length),
      cpuPartitioning: "None",
    },
  };
}

function availabilityOf(machines: number): Availability {
  return machines === 1 ? "SingleReplica" : "HighlyAvailable";
}
