import { hostPrefixes } from "../../../topology/openshift/networks";
import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { type ClusterScoped, type ConfigApi, configApi, only } from "./scope";

/** The program that makes the pods' network. */
export const networkType = "OVNKubernetes";

/** A network of pods, and the length of the prefix that each node has of it. */
export interface ClusterNetwork {
  readonly cidr: string;
  readonly hostPrefix: number;
}

/** The networks of pods and Services (config.openshift.io, Network). */
export interface Network extends ClusterScoped<ConfigApi, "Network"> {
  readonly spec: {
    readonly clusterNetwork: readonly ClusterNetwork[];
    readonly serviceNetwork: readonly string[];
    readonly networkType: typeof networkType;
    /** An empty policy: nobody may claim addresses outside for a Service. */
    readonly externalIP: { readonly policy: Readonly<Record<string, never>> };
  };
}

/**
 * The cluster's networks. The operator's Network of the same name is not ours to make: the operator makes it of this one,
 * and its CRD is not there yet (facts: openshift-hard-way.md, 4.2, defect 3).
 */
export function network(plan: OpenshiftClusterPlan): Network {
  return {
    apiVersion: configApi,
    kind: "Network",
    metadata: only,
    spec: {
      clusterNetwork: clusterNetworks(plan),
      serviceNetwork: plan.networks.service.map(({ cidr }) => cidr),
      networkType,
      externalIP: { policy: {} },
    },
  };
}

/** The networks of pods. */
export function clusterNetworks({ networks }: OpenshiftClusterPlan): readonly ClusterNetwork[] {
  return networks.pod.map(({ cidr, family }) => ({ cidr, hostPrefix: hostPrefixes[family] }));
}
