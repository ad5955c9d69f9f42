/** The minor versions of MicroShift that are known here, the oldest first (facts: microshift.md, A6, A10 and 0). */
export const microshiftVersions = ["4.15", "4.16", "4.17", "4.18", "4.19", "4.20", "4.21", "4.22"] as const;

/** A minor version of MicroShift. */
export type MicroshiftVersion = (typeof microshiftVersions)[number];

/** What some versions have and others have not. */
export const featureNames = [
  "ingressSettings",
  "kubeletSettings",
  "storageSettings",
  "dropIns",
  "addNode",
  "telemetrySettings",
  "clusterToClusterSettings",
  "devicePluginSettings",
] as const;

/** A feature that not every version has. */
export type Feature = (typeof featureNames)[number];

interface FeatureFacts {
  /** The first version that has it. */
  readonly since: MicroshiftVersion;
  /** What a user calls it. */
  readonly name: string;
  readonly why: string;
}

/** The features by their names. */
export const features: Readonly<Record<Feature, FeatureFacts>> = {
  ingressSettings: { since: "4.16", name: "the key ingress", why: "earlier routers have no settings" },
  kubeletSettings: {
    since: "4.17",
    name: "the key kubelet",
    why: "earlier kubelets take no settings of a user",
  },
  storageSettings: {
    since: "4.17",
    name: "the key storage",
    why: "earlier versions always bring the LVM driver",
  },
  dropIns: {
    since: "4.18",
    name: "drop-ins under /etc/microshift/config.d",
    why: "earlier versions read config.yaml alone, and pass over a drop-in without a word",
  },
  addNode: {
    since: "4.21",
    name: "microshift add-node",
    why: "earlier versions stand up one node and have no command by which another joins",
  },
  telemetrySettings: { since: "4.22", name: "the key telemetry", why: "earlier versions send no telemetry" },
  clusterToClusterSettings: {
    since: "4.22",
    name: "the key clusterToCluster",
    why: "earlier versions do not route between clusters",
  },
  devicePluginSettings: {
    since: "4.22",
    name: "the key genericDevicePlugin",
    why: "earlier versions hand no devices of the host to pods",
  },
};

/** Whether a version has a feature. */
export function has(version: MicroshiftVersion, feature: Feature): boolean {
  return microshiftVersions.indexOf(version) >= microshiftVersions.indexOf(features[feature].since);
}
