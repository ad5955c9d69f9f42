import type { Feature } from "./versions";

/** The keys of MicroShift's config.yaml, each with the feature that has it; undefined where every version does (facts: A6). */
export const settingsKeys: Readonly<Record<string, Feature | undefined>> = {
  apiServer: undefined,
  debugging: undefined,
  dns: undefined,
  etcd: undefined,
  ingress: "ingressSettings",
  kubelet: "kubeletSettings",
  manifests: undefined,
  network: undefined,
  node: undefined,
  storage: "storageSettings",
  telemetry: "telemetrySettings",
  clusterToCluster: "clusterToClusterSettings",
  genericDevicePlugin: "devicePluginSettings",
};

/** A setting that this program writes itself. */
interface OwnSetting {
  readonly path: readonly [string, string];
  /** The key of the configuration that says it; undefined where no key does. */
  readonly key: string | undefined;
}

/** The settings that belong together with addresses, names and files that the program writes beside them. */
export const ownSettings: readonly OwnSetting[] = [
  { path: ["dns", "baseDomain"], key: "baseDomain" },
  { path: ["network", "clusterNetwork"], key: "podNetwork" },
  { path: ["network", "serviceNetwork"], key: "serviceNetwork" },
  { path: ["network", "cniPlugin"], key: "microshift.networkPlugin" },
  { path: ["apiServer", "subjectAltNames"], key: "extraApiSans" },
  { path: ["node", "hostnameOverride"], key: undefined },
  { path: ["node", "nodeIP"], key: undefined },
  { path: ["node", "nodeIPv6"], key: undefined },
];

/** Where OLM's manifests are, among those that packages bring. */
export const packagedManifests = "/usr/lib/microshift/manifests.d/*";
