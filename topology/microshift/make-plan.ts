import { portOfStack } from "../forwarded-port";
import type { ClusterConfig } from "../config";
import { libvirtPlan } from "../libvirt";
import { addressAt, macOf, type Network, validNetwork } from "../network";
import { ports } from "../ports";
import { hostNumberOfNode, hostNumbers } from "./numbers";
import {
  founderId,
  type MicroshiftAddresses,
  type MicroshiftNode,
  type MicroshiftPlan,
  type MicroshiftPlatform,
} from "./plan";
import { microshiftSchema, type MicroshiftValues } from "./schema";

/** The nodes of a cluster for which none are configured. */
const usualNodes: Readonly<Record<MicroshiftPlan["topology"], NonNullable<MicroshiftValues["nodes"]>>> = {
  single: [{ id: 1, role: "controlPlane" }],
  ha: [
    { id: 1, role: "controlPlane" },
    { id: 2, role: "controlPlane" },
    { id: 3, role: "controlPlane" },
    { id: 4, role: "worker" },
    { id: 5, role: "worker" },
  ],
};

/** The values of the key `microshift` in a configuration, those that were left out included. */
export function microshiftValues({ microshift }: Pick<ClusterConfig, "microshift">): MicroshiftValues {
  return microshift ?? microshiftSchema.parse({});
}

/** The nodes of a configuration, in the order in which they join. */
export function configuredNodes(
  config: Pick<ClusterConfig, "microshift" | "topology">,
): NonNullable<MicroshiftValues["nodes"]> {
  const nodes = microshiftValues(config).nodes ?? usualNodes[config.topology === "ha" ? "ha" : "single"];
  const byId = [...nodes].sort((one, other) => one.id - other.id);
  return [
    ...byId.filter(({ role }) => role === "controlPlane"),
    ...byId.filter(({ role }) => role === "worker"),
  ];
}

/** Where a cluster's packages come from: Red Hat's are usual on a host that is there already, and others have them in their image. */
export function packagesOf(
  config: Pick<ClusterConfig, "microshift" | "platform">,
): MicroshiftPlan["packages"] {
  return microshiftValues(config).packages ?? (config.platform === "ssh" ? "redhat" : "installed");
}

/** Plans the MicroShift cluster that a valid configuration describes; the same configuration gives the same plan. */
export function microshiftPlan(config: ClusterConfig): MicroshiftPlan {
  const values = microshiftValues(config);
  const network = validNetwork(config.machineNetwork);
  const topology = config.topology === "ha" ? "ha" : "single";
  const platform = platformOf(config, values);
  const domain = `${config.clusterName}.${config.baseDomain}`;
  const nodes = configuredNodes(config).map(({ id, role }) => nodeOf(config, network, { id, role }));
  const virtualAddress = topology === "ha" ? addressesOf(values, network, nodes) : undefined;
  const own =
    platform.kind === "ssh" ? platform.host.address : addressAt(network, hostNumberOfNode(founderId));
  return {
    stack: config.stack,
    clusterName: config.clusterName,
    domain,
    distribution: "microshift",
    topology,
    platform,
    version: values.version,
    packages: packagesOf(config),
    addOns: values.addOns,
    gitopsChannel: values.gitopsChannel,
    firewall: values.firewall,
    networkPlugin: values.networkPlugin,
    settings: values.settings,
    dropIns: values.dropIns,
    wildcardDns: values.wildcardDns && {
      ...values.wildcardDns,
      target: values.wildcardDns.target === "node" ? own : values.wildcardDns.target,
    },
    demo: values.demo && { ...values.demo, host: `golang-codeready-workspace.apps.${domain}` },
    startMinutes: values.startMinutes,
    mirrors: values.mirrors,
    networks: {
      machine: [{ ...network, gateway: addressAt(network, 1) }],
      pod: validNetwork(config.podNetwork),
      service: validNetwork(config.serviceNetwork),
    },
    api: {
      address: virtualAddress?.address ?? own,
      port: ports.apiServer,
      forwardedPort: config.forwardedPort ?? portOfStack(config.stack),
      extraSans: config.extraApiSans,
    },
    replaceNetwork: config.replaceNetwork,
    nodes,
    virtualAddress,
    joinAs: values.joinAs,
  };
}

function nodeOf(
  { machineGenerations }: ClusterConfig,
  network: Network,
  { id, role }: Pick<MicroshiftNode, "id" | "role">,
): MicroshiftNode {
  const name = `node-${id}`;
  const address = addressAt(network, hostNumberOfNode(id));
  return { id, name, role, address, mac: macOf(address), generation: machineGenerations[name] ?? 1 };
}

function platformOf(
  config: ClusterConfig,
  { host, image, imageCache, outbound }: MicroshiftValues,
): MicroshiftPlatform {
  if (config.platform === "podman") return { kind: "podman", image, imageCache, outbound };
  const libvirt = libvirtPlan(config, [{ name: `node-${founderId}`, role: "controlPlane" }]);
  if (libvirt !== undefined) return { kind: "libvirt", libvirt };
  if (host === undefined) throw new Error("platform ssh without a host passed the rules");
  return { kind: "ssh", host };
}

/** A cluster of one control plane uses the address at once: there is nobody else to wait for. */
const usualThreshold = 2;

function addressesOf(
  values: MicroshiftValues,
  network: Network,
  nodes: readonly MicroshiftNode[],
): MicroshiftAddresses {
  const controlPlanes = nodes.filter(({ role }) => role === "controlPlane").length;
  const at = (number: number): string => addressAt(network, number);
  const [first, last] = values.loadBalancerRange?.split("-") ?? [];
  return {
    address: values.virtualAddress ?? at(hostNumbers.virtualAddress),
    interface: values.virtualInterface,
    usableFrom: values.virtualAddressFrom ?? Math.min(usualThreshold, controlPlanes),
    loadBalancerRange: {
      first: first ?? at(hostNumbers.loadBalancerFirst),
      last: last ?? at(hostNumbers.loadBalancerLast),
    },
  };
}
