import type { ClusterPlan, NodeMachine, Platform } from "../../topology/plan";
import { timesOf } from "../../topology/pace";
import { ports } from "../../topology/ports";
import { containerdSocket } from "./containerd";
import { directories, programDirectory } from "./paths";
import { keyPairPaths } from "./pem";
import { tls } from "./tls";

const directory = programDirectory("kubelet");

/** What the kubelet reads. */
export const kubeletPaths = {
  bootstrapKubeconfig: `${directory}/bootstrap.kubeconfig`,
  clientAuthority: `${directory}/client-ca.crt`,
  configuration: `${directory}/config.yaml`,
  server: keyPairPaths(directory, "server"),
} as const;

/** A kubelet's configuration file (KubeletConfiguration, kubelet.config.k8s.io/v1beta1). */
export type KubeletConfiguration = Readonly<Record<string, unknown>> & {
  readonly kind: "KubeletConfiguration";
};

/** What all kubelets of the cluster have in common. */
const common = {
  apiVersion: "kubelet.config.k8s.io/v1beta1",
  kind: "KubeletConfiguration",
  containerRuntimeEndpoint: `unix://${containerdSocket}`,
  staticPodPath: directories.manifests,
  // Pods get the cluster's DNS or none; the machine's resolv.conf is its platform's own affair.
  resolvConf: "",
  seccompDefault: true,
  // A pod that forks without end takes no other's processes. The largest programs of the cluster have some hundred threads.
  podPidsLimit: 4096,
  failSwapOn: false,
} as const;

/** What a kubelet needs in a machine that is a container (facts/podman-nodes.md §4). */
const podmanMachine = {
  cgroupDriver: "cgroupfs",
  cgroupRoot: "/",
  failCgroupV1: false,
  // What the machine may not set for itself becomes a line in the log and no failure.
  featureGates: { KubeletInUserNamespace: true },
  enforceNodeAllocatable: [],
  // All machines share the host's disk and memory: at a threshold, all of them would evict their pods at once.
  evictionHard: {
    "memory.available": "0%",
    "nodefs.available": "0%",
    "nodefs.inodesFree": "0%",
    "imagefs.available": "0%",
  },
  imageGCHighThresholdPercent: 100,
  localStorageCapacityIsolation: false,
} as const;

/** What a kubelet needs on a machine that has a kernel and a disk of its own, and systemd over its control groups. */
const virtualMachine = { cgroupDriver: "systemd" } as const;

const ofPlatform: Readonly<Record<Platform, Readonly<Record<string, unknown>>>> = {
  podman: podmanMachine,
  libvirt: virtualMachine,
};

/** What the kubelets of a plan have in common. */
function everywhere({ platform, pace }: ClusterPlan) {
  return {
    ...common,
    fileCheckFrequency: `${timesOf[pace].podFilesEvery / 1000}s`,
    ...ofPlatform[platform],
  };
}

/** A kubelet that runs static pods and nothing else. */
export function standaloneConfiguration(plan: ClusterPlan): KubeletConfiguration {
  return {
    ...everywhere(plan),
    // Without an API to ask, it could not tell who may call it.
    enableServer: false,
    authentication: { anonymous: { enabled: false }, webhook: { enabled: false } },
    authorization: { mode: "AlwaysAllow" },
  };
}

/** The kubelet of a control plane or worker; the names that are set here stand in topology/reserved-settings.ts. */
export function nodeConfiguration(plan: ClusterPlan, node: NodeMachine): KubeletConfiguration {
  return {
    ...everywhere(plan),
    port: ports.kubelet,
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: kubeletPaths.clientAuthority },
    },
    authorization: { mode: "Webhook" },
    tlsCertFile: kubeletPaths.server.certificate,
    tlsPrivateKeyFile: kubeletPaths.server.key,
    tlsMinVersion: tls.minVersion,
    tlsCipherSuites: tls.cipherSuites,
    rotateCertificates: true,
    clusterDomain: plan.serviceDomain,
    clusterDNS: plan.networks.service.map(({ dns }) => dns),
    ...(node.taints.length > 0 ? { registerWithTaints: node.taints } : {}),
    ...heartbeats(plan),
    ...plan.kubeletSettings,
  };
}

/** A kubelet renews its lease four times in the time that it is good for (pkg/kubelet, nodelease). */
const renewalsOfLease = 4;

/** How often the node's state and lease are written. */
function heartbeats({ pace }: ClusterPlan) {
  const { nodeStatusEvery, nodeLeaseEvery } = timesOf[pace];
  return {
    nodeStatusUpdateFrequency: `${nodeStatusEvery / 1000}s`,
    nodeLeaseDurationSeconds: (nodeLeaseEvery * renewalsOfLease) / 1000,
  };
}
