import type { ConfigValues } from "./config-schema";
import { etcdCountOf, hostNumberOf, loadBalancerCountOf, type NumberedKind } from "./machine-numbers";
import { isHostAddress, overlap, placeIn, podPrefix, sizeOf, validNetwork } from "./network";
import type { Problem } from "./problems";
import { rule, type Rule } from "./rule";

const spanKeys = [
  "topology",
  "machineNetwork",
  "apiAddress",
  "hostNumbers",
  "etcdMembers",
  "loadBalancers",
  "controlPlanes",
  "workers",
] as const;

/** The rules on networks, addresses and host numbers, in the order in which their problems are shown. */
export const addressRules: readonly Rule[] = [
  rule(["machineNetwork"], machineNetworkSize),
  rule(["podNetwork", "machineNetwork"], podNetworkSize),
  rule(["serviceNetwork"], serviceNetworkSize),
  rule(["podNetwork", "machineNetwork", "serviceNetwork"], separateNetworks),
  rule(["apiAddress", "machineNetwork"], apiAddressInside),
  rule(spanKeys, separateHostNumbers),
];

function machineNetworkSize({ machineNetwork }: Pick<ConfigValues, "machineNetwork">): readonly Problem[] {
  const { prefix } = validNetwork(machineNetwork);
  if (prefix >= 24 && prefix <= 28) return [];
  return [
    {
      what: "the machine network must be a /24 to /28",
      where: "machineNetwork",
      value: machineNetwork,
      why: "a machine's number in its network is the number of its pods' network; there are 254 of those, and a network smaller than a /28 has no room for a cluster",
      remedy: "choose a network such as 10.90.0.0/24",
    },
  ];
}

function podNetworkSize({
  podNetwork,
  machineNetwork,
}: Pick<ConfigValues, "podNetwork" | "machineNetwork">): readonly Problem[] {
  const { prefix } = validNetwork(machineNetwork);
  const needed = sizeOf(validNetwork(machineNetwork)) * 2 ** (32 - podPrefix);
  if (sizeOf(validNetwork(podNetwork)) >= needed) return [];
  return [
    {
      what: "the pod network is too small",
      where: "podNetwork",
      value: podNetwork,
      why: `each address of ${machineNetwork} needs a /${podPrefix} of its own for pods`,
      remedy: `choose a /${podPrefix - (32 - prefix)} or larger, such as 10.244.0.0/16`,
    },
  ];
}

function serviceNetworkSize({ serviceNetwork }: Pick<ConfigValues, "serviceNetwork">): readonly Problem[] {
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

function separateNetworks(
  config: Pick<ConfigValues, "podNetwork" | "machineNetwork" | "serviceNetwork">,
): readonly Problem[] {
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
      why: `nobody could tell to which of the two an address in ${other} ${config[other]} belongs`,
      remedy: `choose a network outside ${config[other]}`,
    }));
}

function apiAddressInside({
  apiAddress,
  machineNetwork,
}: Pick<ConfigValues, "apiAddress" | "machineNetwork">): readonly Problem[] {
  if (apiAddress === undefined || isHostAddress(validNetwork(machineNetwork), apiAddress)) return [];
  return [
    {
      what: "the API address is no host address of the machine network",
      where: "apiAddress",
      value: apiAddress,
      why: `the load balancers have this address and stand in ${machineNetwork}`,
      remedy: `choose an address inside ${machineNetwork} that no other machine has`,
    },
  ];
}

/** The host numbers that a kind of machine takes: `count` from `first` on. */
interface Span {
  readonly whose: string;
  readonly where: string;
  readonly value: unknown;
  readonly first: number;
  readonly count: number;
}

type SpanKeys = (typeof spanKeys)[number];

function separateHostNumbers(config: Pick<ConfigValues, SpanKeys>): readonly Problem[] {
  const { machineNetwork } = config;
  const spans = spansOf(config);
  return spans.flatMap((span, index) => [
    ...(lastOf(span) < sizeOf(validNetwork(machineNetwork)) - 1 ? [] : [outside(span, machineNetwork)]),
    ...spans
      .slice(0, index)
      .filter((other) => span.first <= lastOf(other) && other.first <= lastOf(span))
      .map((other) => taken(span, other)),
  ]);
}

function spansOf(config: Pick<ConfigValues, SpanKeys>): readonly Span[] {
  const { hostNumbers } = config;
  const numbered = (whose: string, kind: NumberedKind, count: number): Span => ({
    whose,
    where: `hostNumbers.${kind}`,
    value: hostNumbers[kind],
    first: hostNumberOf(config, kind),
    count,
  });
  return [
    { whose: "the gateway", where: "machineNetwork", value: config.machineNetwork, first: 1, count: 1 },
    ...loadBalancerSpans(config, numbered),
    numbered("the bootstrap machine", "bootstrap", config.topology === "external-etcd" ? 0 : 1),
    numbered("the etcd machines", "etcd", etcdCountOf(config)),
    numbered("the control planes", "controlPlane", config.controlPlanes),
    numbered("the workers", "worker", config.workers),
  ].filter((span) => span.count > 0);
}

/** One load balancer has the API's address; several have their own ones and share it. */
function loadBalancerSpans(
  config: Pick<ConfigValues, SpanKeys>,
  numbered: (whose: string, kind: NumberedKind, count: number) => Span,
): readonly Span[] {
  const { apiAddress, machineNetwork } = config;
  const network = validNetwork(machineNetwork);
  const count = loadBalancerCountOf(config);
  const [whose, kind] =
    count > 1
      ? (["the address that the load balancers share", "virtualAddress"] as const)
      : (["the load balancer", "loadBalancer"] as const);
  const planned = numbered(whose, kind, 1);
  // An API address outside the network has a problem of its own and takes no host number.
  const api =
    apiAddress === undefined || !isHostAddress(network, apiAddress)
      ? planned
      : { ...planned, where: "apiAddress", value: apiAddress, first: placeIn(network, apiAddress) };
  return count > 1 ? [api, numbered("the load balancers", "loadBalancer", count)] : [api];
}

function lastOf({ first, count }: Span): number {
  return first + count - 1;
}

function outside(span: Span, network: string): Problem {
  return {
    what: `${span.whose} would not fit into ${network}`,
    where: span.where,
    value: span.value,
    why: `the last of them would be host ${lastOf(span)}, and the last that this network has is ${sizeOf(validNetwork(network)) - 2}`,
    remedy: "choose a lower host number, fewer machines or a larger machineNetwork",
  };
}

function taken(span: Span, other: Span): Problem {
  const range = other.count === 1 ? `number ${other.first}` : `numbers ${other.first} to ${lastOf(other)}`;
  return {
    what: `${span.whose} would share an address with ${other.whose}`,
    where: span.where,
    value: span.value,
    why: `host ${range} of the network belong${other.count === 1 ? "s" : ""} to ${other.whose}`,
    remedy: `choose host numbers that no other machine has, or change ${other.where}`,
  };
}
