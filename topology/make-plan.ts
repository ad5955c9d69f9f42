import { createHash } from "node:crypto";
import type { ClusterConfig } from "./config";
import { addressAt, macOf, placeIn, podPrefix, subnetAt, validNetwork } from "./network";
import type { ClusterPlan, Machine, NodeMachine, Role, Taint } from "./plan";
import { ports } from "./ports";

const controlPlaneTaint: Taint = { key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" };

/** Plans the cluster that a valid configuration describes; the same configuration gives the same plan. */
export function plan(config: ClusterConfig): ClusterPlan {
  const machineNetwork = validNetwork(config.machineNetwork);
  const service = validNetwork(config.serviceNetwork);
  const pod = validNetwork(config.podNetwork);
  const domain = `${config.clusterName}.${config.baseDomain}`;
  const apiAddress = config.apiAddress ?? addressAt(machineNetwork, config.hostNumbers.loadBalancer);

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
  const node = (role: NodeMachine["role"], name: string, hostNumber: number): NodeMachine => {
    const address = addressAt(machineNetwork, hostNumber);
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
    topology: "ha",
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
    loadBalancerIdleSeconds: config.loadBalancerIdleSeconds,
    loadBalancers: [machine("loadBalancer", "lb-0", apiAddress)],
    bootstrap: machine("bootstrap", "bootstrap", addressAt(machineNetwork, config.hostNumbers.bootstrap)),
    controlPlanes: numbered(config.controlPlanes, (index) =>
      node("controlPlane", `master-${index}`, config.hostNumbers.controlPlane + index),
    ),
    workers: numbered(config.workers, (index) =>
      node("worker", `worker-${index}`, config.hostNumbers.worker + index),
    ),
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
