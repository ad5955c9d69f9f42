import { apiUrl } from "../../../topology/endpoints";
import type { ClusterPlan } from "../../../topology/plan";
import { ports } from "../../../topology/ports";
import { yamlText } from "../../yaml";
import { binaries, programPath, stubContainer, userland } from "../stub-image";
import {
  type ClusterObject,
  clusterRoleBinding,
  type ConfigMap,
  configHash,
  systemNamespace,
} from "./object";

const name = "kube-proxy";
const labels = { "k8s-app": name };
const metadata = { name, namespace: systemNamespace, labels };
const configurationDirectory = "/etc/kube-proxy";
const serviceAccountDirectory = "/var/run/secrets/kubernetes.io/serviceaccount";

/** kube-proxy on every node: Services by nftables. */
export function kubeProxy(plan: ClusterPlan): readonly ClusterObject[] {
  const configuration = configMap(plan);
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
    clusterRoleBinding("hardway:kube-proxy", "system:node-proxier", {
      kind: "ServiceAccount",
      name,
      namespace: systemNamespace,
    }),
    configuration,
    daemonSet(configuration),
  ];
}

function configMap(plan: ClusterPlan): ConfigMap {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata,
    data: { "config.yaml": configuration(plan), kubeconfig: kubeconfig(plan) },
  };
}

/** KubeProxyConfiguration, kubeproxy.config.k8s.io/v1alpha1. */
function configuration(plan: ClusterPlan): string {
  return yamlText({
    apiVersion: "kubeproxy.config.k8s.io/v1alpha1",
    kind: "KubeProxyConfiguration",
    mode: "nftables",
    clientConnection: { kubeconfig: `${configurationDirectory}/kubeconfig` },
    detectLocalMode: "ClusterCIDR",
    clusterCIDR: plan.networks.pod.map(({ cidr }) => cidr).join(","),
    healthzBindAddress: `0.0.0.0:${ports.kubeProxyHealth}`,
    metricsBindAddress: `127.0.0.1:${ports.kubeProxyMetrics}`,
    // The connection table is the host's, and no machine may size it for all.
    conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: "0s", tcpCloseWaitTimeout: "0s" },
  });
}

/** The load balancer's address: that of the Service `kubernetes` works only once this program has run. */
function kubeconfig(plan: ClusterPlan): string {
  const cluster = plan.clusterName;
  return yamlText({
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      {
        name: cluster,
        cluster: { server: apiUrl(plan), "certificate-authority": `${serviceAccountDirectory}/ca.crt` },
      },
    ],
    users: [{ name, user: { tokenFile: `${serviceAccountDirectory}/token` } }],
    contexts: [{ name: cluster, context: { cluster, user: name } }],
    "current-context": cluster,
  });
}

function daemonSet(configuration: ConfigMap): ClusterObject {
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata,
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations: configHash(configuration) },
        spec: {
          serviceAccountName: name,
          hostNetwork: true,
          priorityClassName: "system-node-critical",
          // Without Services, nothing else on a node works, whatever the node is tainted with.
          tolerations: [{ operator: "Exists" }],
          containers: [
            {
              name,
              ...stubContainer,
              command: [
                programPath(name),
                `--config=${configurationDirectory}/config.yaml`,
                "--hostname-override=$(NODE_NAME)",
              ],
              env: [
                { name: "NODE_NAME", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } },
                userland.environment,
              ],
              resources: { requests: { cpu: "50m", memory: "64Mi" } },
              securityContext: {
                allowPrivilegeEscalation: false,
                // The packet filter of the machine's network.
                capabilities: { drop: ["ALL"], add: ["NET_ADMIN"] },
                readOnlyRootFilesystem: true,
                seccompProfile: { type: "RuntimeDefault" },
              },
              readinessProbe: {
                httpGet: { path: "/healthz", port: ports.kubeProxyHealth },
                periodSeconds: 2,
              },
              volumeMounts: [
                binaries.mount,
                userland.mount,
                { name: "configuration", mountPath: configurationDirectory, readOnly: true },
              ],
            },
          ],
          volumes: [
            binaries.volume,
            userland.volume,
            { name: "configuration", configMap: { name, defaultMode: 0o600 } },
          ],
        },
      },
    },
  };
}
