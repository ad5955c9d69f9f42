import {
  type ConfiguredNetwork,
  networksFor,
  networkSettings,
  type NetworkPurpose,
  type NetworkSettings,
} from "./families";
import { type Family, overlap, podPrefixes, sizeOf } from "./network";
import type { Problem } from "./problems";
import { rule, type Rule } from "./rule";

/** The rules on what networks are by themselves and to each other, in the order in which their problems are shown. */
export const networkRules: readonly Rule[] = [
  rule(networkSettings, (config) => [
    ...sizeProblems(config, "machine"),
    ...podNetworkSize(config),
    ...sizeProblems(config, "pod"),
    ...sizeProblems(config, "service"),
  ]),
  rule(networkSettings, separateNetworks),
];

/** The prefix lengths that a network may have. */
interface Size {
  /** The largest network. */
  readonly from: number;
  /** The smallest. */
  readonly to: number;
  readonly why: string;
  readonly example: string;
}

const sizes: Readonly<Record<NetworkPurpose, Readonly<Partial<Record<Family, Size>>>>> = {
  machine: {
    ipv4: {
      from: 24,
      to: 28,
      why: "a machine's number in its network is the number of its pods' network; there are 254 of those, and a network smaller than a /28 has no room for a cluster",
      example: "10.90.0.0/24",
    },
    ipv6: {
      from: 64,
      to: 112,
      why: "it is the network of one link, and a machine's number takes the last 16 bits of an address",
      example: "fd90::/64",
    },
  },
  pod: {
    ipv6: {
      from: 16,
      to: 52,
      why: `each machine needs a /${podPrefixes.ipv6} of its own for pods, whose number takes 12 bits`,
      example: "fd42::/48",
    },
  },
  service: {
    ipv4: {
      from: 12,
      to: 26,
      why: "kube-apiserver refuses larger ones, and smaller ones leave no room for Services",
      example: "10.96.0.0/16",
    },
    ipv6: {
      from: 108,
      to: 120,
      why: "kube-apiserver refuses larger ones, and smaller ones leave no room for Services",
      example: "fd96::/108",
    },
  },
};

/** The size of the network of one purpose, whatever it is to others. */
export function sizeProblems(config: NetworkSettings, purpose: NetworkPurpose): readonly Problem[] {
  return networksFor(config, purpose).flatMap(({ family, prefix, where, cidr }) => {
    const size = sizes[purpose][family];
    if (size === undefined || (prefix >= size.from && prefix <= size.to)) return [];
    return [
      {
        what: `the ${purpose} network must be a /${size.from} to /${size.to}`,
        where,
        value: cidr,
        why: size.why,
        remedy: `choose a network such as ${size.example}`,
      },
    ];
  });
}

/** The pods' IPv4 network must hold one for each number of the machines' IPv4 network, whatever size that is. */
function podNetworkSize(config: NetworkSettings): readonly Problem[] {
  const [machines, pods] = [networksFor(config, "machine"), networksFor(config, "pod")].map((networks) =>
    networks.find(({ family }) => family === "ipv4"),
  );
  if (machines === undefined || pods === undefined) return [];
  const podPrefix = podPrefixes.ipv4;
  if (sizeOf(pods) >= sizeOf(machines) * 2 ** (32 - podPrefix)) return [];
  return [
    {
      what: "the pod network is too small",
      where: pods.where,
      value: pods.cidr,
      why: `each address of ${machines.cidr} needs a /${podPrefix} of its own for pods`,
      remedy: `choose a /${podPrefix - (32 - machines.prefix)} or larger, such as 10.244.0.0/16`,
    },
  ];
}

const pairs = [
  ["pod", "machine"],
  ["service", "machine"],
  ["service", "pod"],
] as const satisfies readonly (readonly [NetworkPurpose, NetworkPurpose])[];

/** No address is in two networks. */
export function separateNetworks(config: NetworkSettings): readonly Problem[] {
  return pairs.flatMap(([one, other]) =>
    networksFor(config, one).flatMap((network) =>
      networksFor(config, other)
        .filter((another) => overlap(network, another))
        .map((another) => overlapping(network, another)),
    ),
  );
}

function overlapping(one: ConfiguredNetwork, other: ConfiguredNetwork): Problem {
  return {
    what: `${one.where} and ${other.where} overlap`,
    where: one.where,
    value: one.cidr,
    why: `nobody could tell to which of the two an address in ${other.where} ${other.cidr} belongs`,
    remedy: `choose a network outside ${other.cidr}`,
  };
}
