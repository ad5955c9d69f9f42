import type { ConfigValues } from "../config-schema";
import { addressAt, hostNumberIn, type Network, validNetwork } from "../network";
import type { Problem } from "../problems";
import { rule, type Rule } from "../rule";
import { microshiftValues } from "./make-plan";
import { hostNumbers } from "./numbers";
import type { MicroshiftValues } from "./schema";

/** The rules on the addresses that a highly available cluster has beside those of its nodes. */
export const addressRules: readonly Rule[] = [
  rule(["topology", "platform", "machineNetwork", "microshift"], addressProblems),
];

type Keys = Pick<ConfigValues, "topology" | "platform" | "machineNetwork" | "microshift">;

/** Host numbers of the machines' network from `first` to `last`. */
interface Span {
  readonly first: number;
  readonly last: number;
}

/** What has addresses of the network, and who may not have them besides. */
interface Taken extends Span {
  readonly whose: string;
}

const taken: readonly Taken[] = [
  { whose: "the network's gateway", first: 1, last: 1 },
  { whose: "nodes", first: hostNumbers.firstNode, last: hostNumbers.virtualAddress - 1 },
];

type Wished = Pick<MicroshiftValues, "virtualAddress" | "loadBalancerRange">;

const addressKey = "microshift.virtualAddress";
const rangeKey = "microshift.loadBalancerRange";

function addressProblems(config: Keys): readonly Problem[] {
  const network = validNetwork(config.machineNetwork);
  // Of another network no number could be told (network-rules.ts), and other platforms have no such addresses.
  if (config.topology !== "ha" || config.platform !== "podman" || network.prefix !== 24) return [];
  const { virtualAddress, loadBalancerRange } = microshiftValues(config);
  const address = spanOf(network, virtualAddress, {
    first: hostNumbers.virtualAddress,
    last: hostNumbers.virtualAddress,
  });
  const range = spanOf(network, loadBalancerRange, {
    first: hostNumbers.loadBalancerFirst,
    last: hostNumbers.loadBalancerLast,
  });
  const problems = [
    ...spanProblems(network, address, { where: addressKey, value: virtualAddress }),
    ...spanProblems(network, range, { where: rangeKey, value: loadBalancerRange }),
  ];
  const isMet = address !== undefined && range !== undefined && meet(address, range);
  return isMet && problems.length === 0 ? [apart(network, { virtualAddress, loadBalancerRange })] : problems;
}

/** The numbers of one address or of a range in the network; undefined where one is none of the network's. */
function spanOf(network: Network, text: string | undefined, usual: Span): Span | undefined {
  if (text === undefined) return usual;
  const ends = text.split("-").map((end) => hostNumberIn(network, end));
  const [first, last] = [ends[0], ends.at(-1)];
  return first === undefined || last === undefined ? undefined : { first, last };
}

interface Given {
  readonly where: typeof addressKey | typeof rangeKey;
  readonly value: string | undefined;
}

function spanProblems(network: Network, span: Span | undefined, { where, value }: Given): readonly Problem[] {
  const remedy = remedyFor(network, where);
  if (span === undefined)
    return [
      {
        what: `it is outside machineNetwork ${network.cidr}`,
        where,
        value,
        why: "nodes announce it on the link that they share, whose addresses are that network's",
        remedy,
      },
    ];
  if (span.first > span.last)
    return [
      {
        what: "the range ends before it begins",
        where,
        value,
        why: "Services are given addresses from the first to the last",
        remedy,
      },
    ];
  return taken
    .filter((other) => meet(span, other))
    .map(({ whose, first, last }) => ({
      what: `it would share an address with ${whose}`,
      where,
      value,
      why: `${rangeText(network, { first, last })} ${first === last ? "is" : "are"} for ${whose}`,
      remedy,
    }));
}

/** Told where both are in their places: at the one that was given, which may be both. */
function apart(network: Network, { virtualAddress, loadBalancerRange }: Wished): Problem {
  const where = virtualAddress === undefined ? rangeKey : addressKey;
  return {
    what: "the virtual address is one of those of Services",
    where,
    value: virtualAddress ?? loadBalancerRange,
    why: "a Service that is given it would take connections to the API",
    remedy: remedyFor(network, where),
  };
}

function remedyFor(network: Network, where: Given["where"]): string {
  const { virtualAddress: number, loadBalancerFirst: first, loadBalancerLast: last } = hostNumbers;
  const usual = where === addressKey ? addressAt(network, number) : rangeText(network, { first, last });
  return `pulumi config rm --path ${where}, which takes ${usual}`;
}

function rangeText(network: Network, { first, last }: Span): string {
  return first === last
    ? addressAt(network, first)
    : `${addressAt(network, first)}-${addressAt(network, last)}`;
}

function meet(one: Span, other: Span): boolean {
  return one.first <= other.last && other.first <= one.last;
}
