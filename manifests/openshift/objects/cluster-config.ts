import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { yamlText } from "../../yaml";
import { controlPlanesAtFirst } from "./beginning";
import { type ConfigMap, configMap } from "./config-map";
import { namespaces } from "./names";
import { clusterNetworks, networkType } from "./network";

/**
 * The configuration that the real installer would have been given, without anything secret. Operators read of it how many
 * control planes there will be, and the machines' network (facts: openshift-hard-way.md, 4.1 and 4.3).
 */
export function clusterConfig(plan: OpenshiftClusterPlan): ConfigMap {
  return configMap(
    { namespace: namespaces.system, name: "cluster-config-v1" },
    { "install-config": yamlText(installConfig(plan)) },
  );
}

function installConfig(plan: OpenshiftClusterPlan): object {
  const { clusterName, domain, workers, networks, openshift } = plan;
  return {
    apiVersion: "v1",
    metadata: { name: clusterName },
    // The installer puts the cluster's name before it; the DNS object has the domain with it.
    baseDomain: domain.slice(clusterName.length + 1),
    controlPlane: { name: "master", replicas: controlPlanesAtFirst(plan), platform: {} },
    compute: [{ name: "worker", replicas: workers.length, platform: {} }],
    networking: {
      networkType,
      clusterNetwork: clusterNetworks(plan),
      machineNetwork: networks.machine.map(({ cidr }) => ({ cidr })),
      serviceNetwork: networks.service.map(({ cidr }) => cidr),
    },
    platform: { none: {} },
    publish: "External",
    ...(openshift.inPlace === undefined
      ? {}
      : { bootstrapInPlace: { installationDisk: openshift.inPlace.installationDisk } }),
    ...(openshift.mirrors.length === 0 ? {} : { imageDigestSources: openshift.mirrors }),
    ...(openshift.trustBundle === "" ? {} : { additionalTrustBundle: openshift.trustBundle }),
  };
}
