import type { OpenshiftClusterPlan } from "../../../topology/openshift/plan";
import { ports } from "../../../topology/ports";
import { argumentLists, type Flags } from "../../kubernetes/flags";
import { leaderElectionFlags } from "../../kubernetes/leader-election";
import { secretPath } from "../bootstrap-secrets";
import { configText } from "./config-text";
import { loopbackServing } from "./loopback-serving";

/** KubeControllerManagerConfig (OpenShift API, kubecontrolplane.config.openshift.io/v1), as far as the bootstrap sets it. */
export interface KubeControllerManagerConfig {
  readonly apiVersion: "kubecontrolplane.config.openshift.io/v1";
  readonly kind: "KubeControllerManagerConfig";
  readonly extendedArguments: Readonly<Record<string, readonly string[]>>;
}

/** The controller manager's configuration. */
export function kubeControllerManagerConfig(plan: OpenshiftClusterPlan): KubeControllerManagerConfig {
  return {
    apiVersion: "kubecontrolplane.config.openshift.io/v1",
    kind: "KubeControllerManagerConfig",
    extendedArguments: argumentLists(controllerManagerFlags(plan)),
  };
}

/** The same as the file that the pod reads, with the reasons for arguments. */
export function kubeControllerManagerConfigText(plan: OpenshiftClusterPlan): string {
  return configText(kubeControllerManagerConfig(plan), "extendedArguments", controllerManagerFlags(plan));
}

/** The controller manager's arguments with the reasons (facts: openshift-hard-way.md, 3.3, "KCM config"). */
export function controllerManagerFlags({ networks, pace }: OpenshiftClusterPlan): Flags {
  return {
    ...loopbackServing(secretPath("kube-controller-manager.kubeconfig")),
    "secure-port": ports.controllerManager,
    controllers: {
      value: ["*", "-ttl", "-bootstrapsigner", "-tokencleaner"],
      why: "no bootstrap tokens: nodes begin with a certificate",
    },
    "use-service-account-credentials": true,
    "root-ca-file": {
      value: secretPath("kube-apiserver-complete-server-ca-bundle.crt"),
      why: "pods verify API servers with it, by whichever name they call them",
    },
    "service-account-private-key-file": secretPath("service-account.key"),
    "cluster-signing-cert-file": secretPath("kubelet-signer.crt"),
    "cluster-signing-key-file": secretPath("kubelet-signer.key"),
    "cluster-signing-duration": "720h",
    "allocate-node-cidrs": { value: false, why: "OVN gives each node its pod network" },
    "configure-cloud-routes": false,
    "cloud-provider": "external",
    "cluster-cidr": networks.pod.map(({ cidr }) => cidr).join(","),
    "service-cluster-ip-range": networks.service.map(({ cidr }) => cidr).join(","),
    "kube-api-qps": 150,
    "kube-api-burst": 300,
    "leader-elect": true,
    "leader-elect-resource-lock": "leases",
    "leader-elect-retry-period": "3s",
    "leader-elect-renew-deadline": "12s",
    ...leaderElectionFlags(pace),
  };
}
