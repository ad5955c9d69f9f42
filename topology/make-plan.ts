import { createHash } from "node:crypto";
import type { ClusterConfig } from "./config";
import {
  builtTopology,
  etcdCountOf,
  hostNumberOf,
  loadBalancerCountOf,
  type NumberedKind,
} from "./machine-numbers";
import { addressAt, macOf, placeIn, podPrefix, subnetAt, validNetwork } from "./network";
import type { ClusterPlan, Machine, NodeMachine, Role, Taint } from "./plan";
import { ports } from "./ports";
import { virtualRouterIdOf } from "./virtual-router";

const controlPlaneTaint: Taint = { key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" };

/** Plans the cluster that a valid configuration describes; the same configuration gives the same plan. */
export function plan(config: ClusterConfig): ClusterPlan {
  const machineNetwork = validNetwork(config.machineNetwork);
  const service = validNetwork(config.serviceNetwork);
  const pod = validNetwork(config.podNetwork);
  const domain = `${config.clusterName}.${config.baseDomain}`;
  const loadBalancerCount = loadBalancerCountOf(config);
  const isShared = loadBalancerCount > 1;
  const apiAddress =
    config.apiAddress ??
    addressAt(machineNetwork, hostNumberOf(config, isShared ? "virtualAddress" : "loadBalancer"));

  const machine = <R extends Role>(
    role: R,
    name: string,
    address: string,
  ): Machine & { readonly role: R } => ({
    name,
    role,
    address,
    mac: macOf(address),
    fqdn: `${name}.${domain}`,
    generation: config.machineGenerations[name] ?? 1,
  });
  const addressOf = (kind: NumberedKind, index: number): string =>
    addressAt(machineNetwork, hostNumberOf(config, kind) + index);
  const node = (role: NodeMachine["role"], name: string, index: number): NodeMachine => {
    const address = addressOf(role, index);
    return {
      ...machine(role, name, address),
      podNetwork: subnetAt(pod, podPrefix, placeIn(machineNetwork, address)),
      labels: { ...config.nodeLabels[name] },
      taints: role === "controlPlane" ? [controlPlaneTaint] : [],
    };
  };

  return {
    stack: config.stack,
    clusterName: config.clusterName,
    domain,
    serviceDomain: "cluster.local",
    distribution: "kubernetes",
    topology: builtTopology(config.topology),
    platform: "podman",
    networks: {
      machine: { ...machineNetwork, gateway: addressAt(machineNetwork, 1) },
      pod,
      service: { ...service, apiServer: addressAt(service, 1), dns: addressAt(service, 10) },
    },
    api: {
      address: apiAddress,
      fqdn: `api.${domain}`,
      port: ports.apiServer,
      forwardedPort: config.forwardedPort ?? portOfStack(config.stack),
      extraSans: config.extraApiSans,
      flags: config.apiServerFlags,
    },
    validity: config.certificateDays,
    kubeletSettings: config.kubeletSettings,
    until: config.until,
    loadBalancerIdleSeconds: config.loadBalancerIdleSeconds,
    etcdMachines: numbered(etcdCountOf(config), (index) =>
      machine("etcd", `etcd-${index}`, addressOf("etcd", index)),
    ),
    loadBalancers: numbered(loadBalancerCount, (index) =>
      machine("loadBalancer", `lb-${index}`, isShared ? addressOf("loadBalancer", index) : apiAddress),
    ),
    virtualRouter: isShared ? { id: virtualRouterIdOf(config, domain), address: apiAddress } : undefined,
    bootstrap:
      config.topology === "external-etcd"
        ? undefined
        : machine("bootstrap", "bootstrap", addressOf("bootstrap", 0)),
    controlPlanes: numbered(config.controlPlanes, (index) => node("controlPlane", `master-${index}`, index)),
    workers: numbered(config.workers, (index) => node("worker", `worker-${index}`, index)),
  };
}

/**
 * A port below the range that Linux gives to outgoing connections, the same for a stack at every `up`,
 * so that several stacks rarely meet; a port that is taken all the same is found before anything is made.
 */
function portOfStack(stack: string): number {
  return 20000 + (createHash("sha256").update(stack).digest().readUInt16BE(0) % 10000);
}

function numbered<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
