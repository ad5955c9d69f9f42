import type { ClusterConfig } from "./config";
import { isHostAddress, overlap, placeIn, sizeOf, validNetwork } from "./network";
import type { Problem } from "./problems";

/** A rule on values that are valid each by itself; it returns what is wrong, which may be nothing. */
type Rule = (config: ClusterConfig) => readonly Problem[];

/** Pods get a /24 for each machine, numbered as the machine is in its own network. */
export const podPrefix = 24;

/** The rules, in the order in which their problems are shown. */
export const addressRules: readonly Rule[] = [
  offeredCombination,
  oddControlPlanes,
  machineNetworkSize,
  podNetworkSize,
  serviceNetworkSize,
  separateNetworks,
  apiAddressInside,
  separateHostNumbers,
  knownNodeNames,
];

const offered = { distribution: "kubernetes", topology: "ha", platform: "podman" } as const;

function offeredCombination(config: ClusterConfig): readonly Problem[] {
  const keys = ["distribution", "topology", "platform"] as const;
  return keys
    .filter((key) => config[key] !== offered[key])
    .map((key) => ({
      what: `${config[key]} is not built yet`,
      where: key,
      value: config[key],
      why: `this version stands up ${offered.distribution} with topology ${offered.topology} on ${offered.platform}`,
      remedy: `pulumi config set ${key} ${offered[key]}`,
    }));
}

function oddControlPlanes({ controlPlanes }: ClusterConfig): readonly Problem[] {
  if (controlPlanes % 2 === 1) return [];
  return [
    {
      what: "the number of control planes must be odd",
      where: "controlPlanes",
      value: controlPlanes,
      why: `${controlPlanes} etcd members tolerate no more lost members than ${controlPlanes - 1} do, and are likelier to lose one`,
      remedy: `pulumi config set controlPlanes ${controlPlanes + 1}`,
    },
  ];
}

function machineNetworkSize({ machineNetwork }: ClusterConfig): readonly Problem[] {
  if (validNetwork(machineNetwork).prefix >= 24 && validNetwork(machineNetwork).prefix <= 28) return [];
  return [
    {
      what: "the machine network must be a /24 to /28",
      where: "machineNetwork",
      value: machineNetwork,
      why: "a machine's number in its network is the number of its pods' network, and there are 254 of those",
      remedy: "choose a network such as 10.90.0.0/24",
    },
  ];
}

function podNetworkSize(config: ClusterConfig): readonly Problem[] {
  const needed = sizeOf(validNetwork(config.machineNetwork)) * 2 ** (32 - podPrefix);
  if (sizeOf(validNetwork(config.podNetwork)) >= needed) return [];
  return [
    {
      what: "the pod network is too small",
      where: "podNetwork",
      value: config.podNetwork,
      why: `each address of ${config.machineNetwork} needs a /${podPrefix} of its own for pods`,
      remedy: "choose a network such as 10.244.0.0/16",
    },
  ];
}

function serviceNetworkSize({ serviceNetwork }: ClusterConfig): readonly Problem[] {
  const { prefix } = validNetwork(serviceNetwork);
  if (prefix >= 12 && prefix <= 26) return [];
  return [
    {
      what: "the service network must be a /12 to /26",
      where: "serviceNetwork",
      value: serviceNetwork,
      why: "kube-apiserver refuses larger ones, and smaller ones leave no room for Services",
      remedy: "choose a network such as 10.96.0.0/16",
    },
  ];
}

function separateNetworks(config: ClusterConfig): readonly Problem[] {
  const pairs = [
    ["podNetwork", "machineNetwork"],
    ["serviceNetwork", "machineNetwork"],
    ["serviceNetwork", "podNetwork"],
  ] as const;
  return pairs
    .filter(([one, other]) => overlap(validNetwork(config[one]), validNetwork(config[other])))
    .map(([one, other]) => ({
      what: `${one} and ${other} overlap`,
      where: one,
      value: config[one],
      why: `an address of both would be routed to a machine of ${other} ${config[other]} or to none`,
      remedy: `choose a network outside ${config[other]}`,
    }));
}

function apiAddressInside({ apiAddress, machineNetwork }: ClusterConfig): readonly Problem[] {
  if (apiAddress === undefined || isHostAddress(validNetwork(machineNetwork), apiAddress)) return [];
  return [
    {
      what: "the API address is no host address of the machine network",
      where: "apiAddress",
      value: apiAddress,
      why: `the load balancer has this address and stands in ${machineNetwork}`,
      remedy: `choose an address inside ${machineNetwork} that no other machine has`,
    },
  ];
}

/** The host numbers that each group of machines takes. */
function separateHostNumbers(config: ClusterConfig): readonly Problem[] {
  const network = validNetwork(config.machineNetwork);
  const { loadBalancer, bootstrap, controlPlane, worker } = config.hostNumbers;
  const groups = [
    { key: "gateway", first: 1, count: 1 },
    config.apiAddress !== undefined && isHostAddress(network, config.apiAddress)
      ? { key: "apiAddress", first: placeIn(network, config.apiAddress), count: 1 }
      : { key: "hostNumbers.loadBalancer", first: loadBalancer, count: 1 },
    { key: "hostNumbers.bootstrap", first: bootstrap, count: 1 },
    { key: "hostNumbers.controlPlane", first: controlPlane, count: config.controlPlanes },
    { key: "hostNumbers.worker", first: worker, count: config.workers },
  ];
  const problems: Problem[] = [];
  for (const [index, group] of groups.entries()) {
    const last = group.first + group.count - 1;
    if (last >= sizeOf(network) - 1) problems.push(outside(group.key, last, config.machineNetwork));
    for (const other of groups.slice(0, index)) {
      if (group.first <= other.first + other.count - 1 && other.first <= last)
        problems.push(taken(group.key, other.key, group.first));
    }
  }
  return problems;
}

function outside(where: string, last: number, network: string): Problem {
  return {
    what: `the machines do not fit into ${network}`,
    where,
    value: last,
    why: `the last of them would be host ${last}, which this network does not have`,
    remedy: "choose a lower first host number, fewer machines or a larger machineNetwork",
  };
}

function taken(where: string, other: string, first: number): Problem {
  return {
    what: `its machines would have the same addresses as those of ${other}`,
    where,
    value: first,
    why: "two machines with one address cannot both be reached",
    remedy: `choose host numbers that ${other} does not take`,
  };
}

function knownNodeNames(config: ClusterConfig): readonly Problem[] {
  const names = [
    ...Array.from({ length: config.controlPlanes }, (_, index) => `master-${index}`),
    ...Array.from({ length: config.workers }, (_, index) => `worker-${index}`),
  ];
  return Object.keys(config.nodeLabels)
    .filter((name) => !names.includes(name))
    .map((name) => ({
      what: `there is no node ${name}`,
      where: `nodeLabels.${name}`,
      value: config.nodeLabels[name],
      why: `the nodes of this cluster are ${names.join(", ")}`,
      remedy: "use one of these names, or raise controlPlanes or workers",
    }));
}
