import { ports } from "../../../topology/ports";
import type { EnvVar } from "../../kubernetes/api-types";
import type { Flags } from "../../kubernetes/flags";
import { mounts } from "../bootstrap-mounts";
import { type BootstrapPod, bootstrapPod } from "../bootstrap-pod";
import { imagePlaceholder } from "../images";

/**
 * What applies the release's manifests, from the bootstrap machine at first (facts: openshift-hard-way.md, 3.3). It ends
 * where CRDs or FeatureGate are not there, and makes an empty object of each configuration that it does not find, so that
 * it has a stage of its own after the objects.
 */
export function bootstrapClusterVersionOperator(): BootstrapPod {
  return bootstrapPod({
    name: "bootstrap-cluster-version-operator",
    namespace: "openshift-cluster-version",
    labels: { "k8s-app": "cluster-version-operator" },
    stage: "operators",
    fileName: "cluster-version-operator-pod.yaml",
    gracePeriodSeconds: 130,
    containers: [
      {
        name: "cluster-version-operator",
        // The manifests that it applies are in the release image alone, and so is the program that reads them.
        image: "release",
        words: ["start"],
        flags,
        environment,
        mounts: [mounts.loopbackKubeconfig, mounts.trustedAuthorities],
        // A confined container may not read a single file of the machine that is mounted.
        rights: "privileged",
        requests: { cpu: "20m", memory: "50Mi" },
      },
    ],
  });
}

const flags: Flags = {
  "release-image": imagePlaceholder("release"),
  "enable-auto-update": false,
  listen: { value: "", why: "metrics would need a serving certificate, which no service has issued yet" },
  kubeconfig: mounts.loopbackKubeconfig.inPod,
  v: 2,
};

const environment: readonly EnvVar[] = [
  // In place of the Service's address, to which nothing leads on a machine without a network of pods.
  { name: "KUBERNETES_SERVICE_HOST", value: "127.0.0.1" },
  { name: "KUBERNETES_SERVICE_PORT", value: String(ports.apiServer) },
  { name: "NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
  // Without it no manifest of the release is for this cluster, and none is applied.
  { name: "CLUSTER_PROFILE", value: "self-managed-high-availability" },
];
