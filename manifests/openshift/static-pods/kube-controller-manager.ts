import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { ports } from "../../../topology/ports";
import { configFileNames, configPath, mounts } from "../bootstrap-mounts";
import { type BootstrapContainer, type BootstrapPod, bootstrapPod } from "../bootstrap-pod";
import { probesOf } from "../bootstrap-probes";
import { secretPath } from "../bootstrap-secrets";
import { policyControllerPort } from "../configs/cluster-policy-controller";

const namespace = "kube-system";
const kubeconfig = secretPath("kube-controller-manager.kubeconfig");

/**
 * The bootstrap machine's controller manager, and beside it what gives namespaces their ranges of user ids, without which
 * the admission of pods waits (facts: openshift-hard-way.md, 3.3).
 */
export function bootstrapControllerManager(plan: OpenshiftClusterPlan): BootstrapPod {
  return bootstrapPod({
    name: "bootstrap-kube-controller-manager",
    namespace,
    labels: { "openshift.io/control-plane": "true", "openshift.io/component": "controller-manager" },
    stage: "controlPlane",
    fileName: "kube-controller-manager-pod.yaml",
    gracePeriodSeconds: 10,
    containers: [controllerManager(plan), policyController(plan)],
  });
}

function controllerManager(plan: OpenshiftClusterPlan): BootstrapContainer {
  return {
    name: "kube-controller-manager",
    image: "hyperkube",
    command: ["hyperkube", "kube-controller-manager"],
    flags: {
      "openshift-config": configPath(configFileNames.controllerManager),
      kubeconfig: { value: kubeconfig, why: "of loopback: neither load balancer nor DNS need be there yet" },
      v: 2,
    },
    mounts: [mounts.secrets, mounts.configs, mounts.temporary],
    rights: "confined",
    requests: { cpu: "60m", memory: "200Mi" },
    probes: healthz(plan, ports.controllerManager),
  };
}

function policyController(plan: OpenshiftClusterPlan): BootstrapContainer {
  return {
    name: "cluster-policy-controller",
    image: "cluster-policy-controller",
    command: ["cluster-policy-controller"],
    words: ["start"],
    flags: {
      config: configPath(configFileNames.policyController),
      kubeconfig,
      namespace: { value: namespace, why: "where it keeps its lease" },
      v: 2,
    },
    // It asks who it is for the events that it records.
    environment: [
      { name: "POD_NAME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      { name: "POD_NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
    ],
    mounts: [mounts.secrets, mounts.configs, mounts.temporary],
    rights: "confined",
    requests: { cpu: "10m", memory: "200Mi" },
    probes: healthz(plan, policyControllerPort),
  };
}

function healthz({ pace }: OpenshiftClusterPlan, port: number) {
  return probesOf(pace, { port, started: "/healthz", live: "/healthz", ready: "/healthz" });
}
