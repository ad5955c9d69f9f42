import type { ConfigValues } from "./config-schema";
import { type ConfiguredNetwork, type NetworkSettings, networksFor, networkSettings } from "./families";
import {
  controlPlaneAddressCount,
  etcdCountOf,
  hasBootstrapMachine,
  hostNumberOf,
  loadBalancerCountOf,
  numberKeys,
  type NumberedKind,
  sharesApiAddress,
} from "./machine-numbers";
import { handedOutNumbers } from "./libvirt";
import { hostNumberIn, lastHostNumberOf } from "./network";
import type { Problem } from "./problems";
import { rule, type Rule } from "./rule";

const spanKeys = [
  ...networkSettings,
  ...numberKeys,
  "apiAddress",
  "etcdMembers",
  "controlPlanes",
  "workers",
] as const;

/** The rules on the API's address and on host numbers, in the order in which their problems are shown. */
export const addressRules: readonly Rule[] = [
  rule([...networkSettings, "apiAddress"], apiAddressInside),
  rule(spanKeys, separateHostNumbers),
];

/** The API's address is of the preferred family; its host number gives the one of the other family, too. */
function apiAddressInside({
  apiAddress,
  ...config
}: NetworkSettings & Pick<ConfigValues, "apiAddress">): readonly Problem[] {
  const [network] = networksFor(config, "machine");
  if (apiAddress === undefined || hostNumberIn(network, apiAddress) !== undefined) return [];
  const numbers = network.family === "ipv4" ? "" : ", which ends in the digits of a number up to 254";
  return [
    {
      what: "the API address is no host address of the machine network",
      where: "apiAddress",
      value: apiAddress,
      why: `those who take connections to the API have this address and stand in ${network.cidr}${numbers}`,
      remedy: `choose an address inside ${network.cidr} that no other machine has`,
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
  const spans = spansOf(config);
  const networks = networksFor(config, "machine");
  return spans.flatMap((span, index) => [
    ...networks
      .filter((network) => lastOf(span) > lastHostNumberOf(network))
      .slice(0, 1)
      .map((network) => outside(span, network)),
    ...spans
      .slice(0, index)
      .filter((other) => span.first <= lastOf(other) && other.first <= lastOf(span))
      .map((other) => taken(span, other)),
  ]);
}

function spansOf(config: Pick<ConfigValues, SpanKeys>): readonly Span[] {
  const { hostNumbers } = config;
  const [network] = networksFor(config, "machine");
  const numbered = (whose: string, kind: NumberedKind, count: number): Span => ({
    whose,
    where: `hostNumbers.${kind}`,
    value: hostNumbers[kind],
    first: hostNumberOf(config, kind),
    count,
  });
  return [
    { whose: "the gateway", where: network.where, value: network.cidr, first: 1, count: 1 },
    ...handedOutSpans(config, network),
    ...loadBalancerSpans(config, numbered),
    numbered("the bootstrap machine", "bootstrap", hasBootstrapMachine(config) ? 1 : 0),
    numbered("the etcd machines", "etcd", etcdCountOf(config)),
    numbered("the control planes", "controlPlane", controlPlaneAddressCount(config)),
    numbered("the workers", "worker", config.workers),
  ].filter((span) => span.count > 0);
}

/** A network of virtual machines has a DHCP server, which machines have no address of; a bridge has none of ours. */
function handedOutSpans(
  { platform, libvirt }: Pick<ConfigValues, "platform" | "libvirt">,
  network: ConfiguredNetwork,
): readonly Span[] {
  if (platform !== "libvirt" || libvirt?.bridge !== undefined) return [];
  const whose = "what the network's DHCP server hands out";
  return [{ whose, where: network.where, value: network.cidr, ...handedOutNumbers(network) }];
}

/** One load balancer, be it a machine or the hypervisor, has the API's address; several machines have their own ones and share it. */
function loadBalancerSpans(
  config: Pick<ConfigValues, SpanKeys>,
  numbered: (whose: string, kind: NumberedKind, count: number) => Span,
): readonly Span[] {
  const { apiAddress } = config;
  const [network] = networksFor(config, "machine");
  const count = loadBalancerCountOf(config);
  const isShared = sharesApiAddress(config);
  const [whose, kind] = isShared
    ? (["the address that several machines share", "virtualAddress"] as const)
    : (["the load balancer", "loadBalancer"] as const);
  const planned = numbered(whose, kind, 1);
  // An API address outside the network has a problem of its own and takes no host number.
  const first = apiAddress === undefined ? undefined : hostNumberIn(network, apiAddress);
  const api = first === undefined ? planned : { ...planned, where: "apiAddress", value: apiAddress, first };
  return isShared ? [api, numbered("the load balancers", "loadBalancer", count)] : [api];
}

function lastOf({ first, count }: Span): number {
  return first + count - 1;
}

function outside(span: Span, network: ConfiguredNetwork): Problem {
  return {
    what: `${span.whose} would not fit into ${network.cidr}`,
    where: span.where,
    value: span.value,
    why: `the last of them would be host ${lastOf(span)}, and the last that this network has is ${lastHostNumberOf(network)}`,
    remedy: `choose a lower host number, fewer machines${network.family === "ipv4" ? ` or a larger ${network.where}` : ""}`,
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
