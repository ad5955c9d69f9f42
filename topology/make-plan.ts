import type { ClusterConfig } from "./config";
import {
  builtPlatform,
  builtTopology,
  controlPlaneAddressCount,
  etcdCountOf,
  hasBootstrapMachine,
  hostNumberOf,
  loadBalancerCountOf,
  sharesApiAddress,
  type NumberedKind,
} from "./machine-numbers";
import { portOfStack } from "./forwarded-port";
import { libvirtPlan } from "./libvirt";
import { familiesOf, networksFor, perFamily } from "./families";
import {
  addressAt,
  canonicalAddress,
  hostNumberIn,
  isAddress,
  macOf,
  type Network,
  type PerFamily,
  podNetworkAt,
} from "./network";
import { isOpenshiftDistribution } from "./openshift/distributions";
import { openshiftPlan } from "./openshift/openshift-plan";
import type { BootstrapMachine, ClusterPlan, Machine, NodeMachine, Role, Taint } from "./plan";
import { ports } from "./ports";
import { virtualRouterIdOf } from "./virtual-router";

const controlPlaneTaint: Taint = { key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" };

/** Plans the cluster that a valid configuration describes; the same configuration gives the same plan. */
export function plan(config: ClusterConfig): ClusterPlan {
  const openshift = openshiftPlan(config);
  const machines = networksFor(config, "machine");
  const pods = networksFor(config, "pod");
  const domain = `${config.clusterName}.${config.baseDomain}`;
  const loadBalancerCount = loadBalancerCountOf(config);
  const isShared = sharesApiAddress(config);
  const addressesAt = (number: number): PerFamily<string> =>
    perFamily(machines, (network) => addressAt(network, number));
  const apiAddresses = addressesAt(
    (config.apiAddress === undefined ? undefined : hostNumberIn(machines[0], config.apiAddress)) ??
      hostNumberOf(config, isShared ? "virtualAddress" : "loadBalancer"),
  );

  const machine = <R extends Role>(
    role: R,
    name: string,
    addresses: PerFamily<string>,
  ): Machine & { readonly role: R } => ({
    name,
    role,
    address: addresses[0],
    addresses,
    mac: macOf(addresses[0]),
    fqdn: `${name}.${domain}`,
    generation: config.machineGenerations[name] ?? 1,
  });
  const addressesOf = (kind: NumberedKind, index: number): PerFamily<string> =>
    addressesAt(hostNumberOf(config, kind) + index);
  const node = (role: NodeMachine["role"], name: string, index: number): NodeMachine => ({
    ...machine(role, name, addressesOf(role, index)),
    podNetworks: perFamily(pods, (network) => podNetworkAt(network, hostNumberOf(config, role) + index)),
    labels: { ...config.nodeLabels[name] },
    // The machine config operator of OpenShift taints control planes itself, where workloads may not run on them.
    taints:
      role === "controlPlane" && openshift === undefined && config.topology !== "sno-plus"
        ? [controlPlaneTaint]
        : [],
  });

  const bootstrapMachine = (): BootstrapMachine | undefined => {
    if (hasBootstrapMachine(config)) return machine("bootstrap", "bootstrap", addressesOf("bootstrap", 0));
    if (openshift?.inPlace === undefined) return undefined;
    return machine("bootstrap", "master-0", addressesOf("controlPlane", 0));
  };

  const libvirt = libvirtPlan(config);
  return {
    stack: config.stack,
    clusterName: config.clusterName,
    domain,
    serviceDomain: "cluster.local",
    distribution: isOpenshiftDistribution(config.distribution) ? config.distribution : "kubernetes",
    topology: builtTopology(config.topology),
    platform: builtPlatform(config.platform),
    libvirt,
    openshift,
    pace: libvirt?.domainType === "qemu" ? "emulated" : "usual",
    families: familiesOf[config.addressFamily],
    networks: {
      machine: perFamily(machines, (network) => ({ ...plain(network), gateway: addressAt(network, 1) })),
      pod: perFamily(pods, plain),
      service: perFamily(networksFor(config, "service"), (network) => ({
        ...plain(network),
        apiServer: addressAt(network, 1),
        dns: addressAt(network, 10),
      })),
    },
    api: {
      address: apiAddresses[0],
      addresses: apiAddresses,
      fqdn: `api.${domain}`,
      port: ports.apiServer,
      forwardedPort: config.forwardedPort ?? portOfStack(config.stack),
      extraSans: config.extraApiSans.map((name) => (isAddress(name) ? canonicalAddress(name) : name)),
      flags: config.apiServerFlags,
    },
    validity: config.certificateDays,
    kubeletSettings: config.kubeletSettings,
    replaceNetwork: config.replaceNetwork,
    until: config.until,
    loadBalancerIdleSeconds: config.loadBalancerIdleSeconds,
    etcdMachines: numbered(etcdCountOf(config), (index) =>
      machine("etcd", `etcd-${index}`, addressesOf("etcd", index)),
    ),
    loadBalancers: numbered(loadBalancerCount, (index) =>
      machine("loadBalancer", `lb-${index}`, isShared ? addressesOf("loadBalancer", index) : apiAddresses),
    ),
    virtualRouter: isShared
      ? {
          id: virtualRouterIdOf(config, domain),
          addresses: apiAddresses,
          sharers: sharersOf(config, addressesOf),
        }
      : undefined,
    bootstrap: bootstrapMachine(),
    controlPlanes: numbered(config.controlPlanes, (index) => node("controlPlane", `master-${index}`, index)),
    workers: numbered(config.workers, (index) => node("worker", `worker-${index}`, index)),
  };
}

/** The addresses of the machines that share the API's: the load balancers, or the control planes. */
function sharersOf(
  config: ClusterConfig,
  addressesOf: (kind: NumberedKind, index: number) => PerFamily<string>,
): readonly string[] {
  const [kind, count] =
    config.topology === "sno-plus"
      ? (["controlPlane", controlPlaneAddressCount(config)] as const)
      : (["loadBalancer", loadBalancerCountOf(config)] as const);
  return numbered(count, (index) => addressesOf(kind, index)[0]);
}

/** A network without the key that gave it. */
function plain({ family, cidr, prefix }: Network): Network {
  return { family, cidr, prefix };
}

function numbered<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
