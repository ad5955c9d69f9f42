import { perFamily } from "../../../topology/families";
import { type ClusterPlan, nodesOf } from "../../../topology/plan";
import { binaries, programPath, stubContainer } from "../stub-image";
import {
  type ClusterObject,
  clusterRoleBinding,
  type ConfigMap,
  configHash,
  systemNamespace,
} from "./object";

const name = "coredns";
/** The label by which the Service and conformance tests find the cluster's DNS, whatever program serves it. */
const labels = { "k8s-app": "kube-dns" };
const metadata = { name, namespace: systemNamespace, labels };
const role = "hardway:coredns";
const configurationDirectory = "/etc/coredns";
const replicas = 2;

/** The container's ports; above 1023, so that the program needs no privilege. */
const ports = { dns: 1053, health: 8080, metrics: 9153, ready: 8181 } as const;

/** CoreDNS, which answers for Services. */
export function coreDns(plan: ClusterPlan): readonly ClusterObject[] {
  const configuration: ConfigMap = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata,
    data: { Corefile: corefile(plan) },
  };
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name: role },
      rules: [
        { apiGroups: [""], resources: ["services", "namespaces"], verbs: ["list", "watch"] },
        { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list", "watch"] },
      ],
    },
    clusterRoleBinding(role, role, { kind: "ServiceAccount", name, namespace: systemNamespace }),
    configuration,
    deployment(plan, configuration),
    service(plan),
  ];
}

/** No plugin forwards, as the machines' network has no way out. */
function corefile(plan: ClusterPlan): string {
  return `.:${ports.dns} {
    errors
    health :${ports.health} {
        lameduck 5s
    }
    ready :${ports.ready}
    kubernetes ${plan.serviceDomain} in-addr.arpa ip6.arpa {
        ttl 30
    }
    prometheus :${ports.metrics}
    cache 30
    reload
    loadbalance
}
`;
}

function deployment(plan: ClusterPlan, configuration: ConfigMap): ClusterObject {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata,
    spec: {
      replicas,
      selector: { matchLabels: labels },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1 } },
      template: {
        metadata: { labels, annotations: configHash(configuration) },
        spec: {
          serviceAccountName: name,
          // It is the cluster's DNS, so it cannot have it as its own.
          dnsPolicy: "Default",
          priorityClassName: "system-cluster-critical",
          tolerations: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }],
          topologySpreadConstraints: [spread(plan)],
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 65534,
            seccompProfile: { type: "RuntimeDefault" },
          },
          containers: [
            {
              name,
              ...stubContainer,
              command: [programPath(name), "-conf", `${configurationDirectory}/Corefile`],
              ports: [
                { name: "dns", containerPort: ports.dns, protocol: "UDP" },
                { name: "dns-tcp", containerPort: ports.dns, protocol: "TCP" },
                { name: "metrics", containerPort: ports.metrics, protocol: "TCP" },
              ],
              resources: { requests: { cpu: "50m", memory: "48Mi" }, limits: { memory: "170Mi" } },
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ["ALL"] },
                readOnlyRootFilesystem: true,
              },
              readinessProbe: { httpGet: { path: "/ready", port: ports.ready }, periodSeconds: 1 },
              livenessProbe: { httpGet: { path: "/health", port: ports.health }, initialDelaySeconds: 30 },
              volumeMounts: [
                binaries.mount,
                { name: "configuration", mountPath: configurationDirectory, readOnly: true },
              ],
            },
          ],
          volumes: [binaries.volume, { name: "configuration", configMap: { name } }],
        },
      },
    },
  };
}

/**
 * Never both replicas on one node. It counts nodes that are yet to join: the first one would else get both, and
 * nothing would ever move one away from it.
 */
function spread(plan: ClusterPlan) {
  return {
    topologyKey: "kubernetes.io/hostname",
    maxSkew: 1,
    minDomains: Math.min(replicas, nodesOf(plan).length),
    whenUnsatisfiable: "DoNotSchedule",
    labelSelector: { matchLabels: labels },
    // A new version's pods are spread among themselves while those of the old one are still there.
    matchLabelKeys: ["pod-template-hash"],
  };
}

/** The Service whose address every kubelet gives its pods as their name server. */
function service(plan: ClusterPlan): ClusterObject {
  const addresses = perFamily(plan.networks.service, ({ dns }) => dns);
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "kube-dns", namespace: systemNamespace, labels },
    spec: {
      clusterIP: addresses[0],
      ...(addresses.length > 1 && { clusterIPs: [...addresses], ipFamilyPolicy: "RequireDualStack" }),
      selector: labels,
      ports: [
        { name: "dns", port: 53, targetPort: "dns", protocol: "UDP" },
        { name: "dns-tcp", port: 53, targetPort: "dns-tcp", protocol: "TCP" },
        { name: "metrics", port: ports.metrics, targetPort: "metrics", protocol: "TCP" },
      ],
    },
  };
}
