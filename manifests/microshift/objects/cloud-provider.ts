import { type ClusterObject, clusterRoleBinding, type ConfigMap } from "../../kubernetes/objects/object";
import { ratherControlPlanes, tolerations } from "./control-planes";
import { cloudProvider } from "./kube-vip-names";
import { clusterRole, type Right } from "./rights";
import type { VirtualAddressPlan } from "./virtual-address-plan";

const { name, labels } = cloudProvider;
const metadata = { name, namespace: cloudProvider.namespace };
const read = ["get", "list", "watch"] as const;

/** The port of its own health, which Kubernetes' cloud controller managers have by default. */
const healthPort = 10258;

/** What kube-vip's cloud provider may do. */
export const cloudProviderRights: readonly Right[] = [
  {
    group: "",
    resources: ["services"],
    verbs: [...read, "update"],
    why: "it finds Services of type LoadBalancer, and writes the address that it gives to each",
  },
  {
    group: "",
    resources: ["services/status"],
    verbs: ["patch", "update"],
    why: "its finalizer holds a Service until the address is free, and is written by way of the status",
  },
  { group: "", resources: ["nodes"], verbs: read, why: "its controller follows which nodes there are" },
  {
    group: "",
    resources: ["configmaps"],
    verbs: ["get"],
    why: "the range of addresses is in one; it may not make one, which would be without a range",
  },
  {
    group: "coordination.k8s.io",
    resources: ["leases"],
    verbs: ["get", "create", "update"],
    why: "during an update there are two for a while, of which one leads",
  },
  {
    group: "",
    resources: ["events"],
    verbs: ["create", "patch", "update"],
    why: "a Service says as an event why it has no address",
  },
];

/** kube-vip's cloud provider: it gives Services of type LoadBalancer addresses of the plan's range. */
export function cloudProviderObjects(plan: VirtualAddressPlan): readonly ClusterObject[] {
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata },
    clusterRole(name, cloudProviderRights),
    clusterRoleBinding(name, name, { kind: "ServiceAccount", ...metadata }),
    addresses(plan),
    deployment,
  ];
}

/** The addresses that Services of every namespace are given, which it reads anew for every Service. */
function addresses({ virtualAddress: { loadBalancerRange } }: VirtualAddressPlan): ConfigMap {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: cloudProvider.configMap,
    data: { "range-global": `${loadBalancerRange.first}-${loadBalancerRange.last}` },
  };
}

const deployment: ClusterObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { ...metadata, labels },
  spec: {
    replicas: 1,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: name,
        affinity: ratherControlPlanes,
        tolerations: tolerations("NoSchedule"),
        containers: [
          {
            name: cloudProvider.container,
            image: cloudProvider.image,
            imagePullPolicy: "IfNotPresent",
            command: ["/kube-vip-cloud-provider", `--leader-elect-resource-name=${name}`],
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
            readinessProbe: { httpGet: { path: "/healthz", port: healthPort, scheme: "HTTPS" } },
          },
        ],
      },
    },
  },
};
