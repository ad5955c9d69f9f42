import { addressRules } from "./address-rules";
import type { ConfigValues } from "./config-schema";
import { imageRules } from "./image-rules";
import { microshiftElsewhereRules } from "./microshift/elsewhere-rules";
import { networkRules } from "./network-rules";
import { offeredRules } from "./offered-rules";
import { openshiftRules } from "./openshift/rules";
import type { Problem } from "./problems";
import { reservedSettings } from "./reserved-settings";
import { rule, type Rule } from "./rule";
import {
  balancersOfNobody,
  knownStage,
  numbersOfNobody,
  oddControlPlanes,
  ownVirtualRouter,
  severalEtcdMembers,
  sharedByNobody,
} from "./topology-rules";
import { mostSimilar } from "./similar";
import { hostLoadBalancerRules } from "./host-load-balancer-rules";
import { placementRules } from "./placement-rules";
import { type MachineKeys, namedMachines, numberKeys } from "./machine-numbers";

/** The rules on values that are valid each by itself, in the order in which their problems are shown. */
export const configRules: readonly Rule[] = [
  ...offeredRules,
  ...microshiftElsewhereRules,
  rule(["platform", "libvirt"], libvirtOfNobody),
  ...placementRules,
  ...imageRules,
  rule(["topology", "controlPlanes"], oddControlPlanes),
  rule(["topology", "etcdMembers"], severalEtcdMembers),
  rule(["distribution", "topology", "until"], knownStage),
  rule(["topology", "hostNumbers"], numbersOfNobody),
  rule(["topology", "loadBalancers", "libvirt"], balancersOfNobody),
  rule([...numberKeys, "virtualRouterId"], sharedByNobody),
  ...hostLoadBalancerRules,
  ...openshiftRules,
  rule(["virtualRouterId", "foreignVirtualRouterIds"], ownVirtualRouter),
  ...networkRules,
  ...addressRules,
  rule(["nodeLabels", "controlPlanes", "workers"], knownNodeNames),
  rule(["certificateDays"], lastingAuthorities),
  rule(["apiServerFlags"], (config) => ownSettings("apiServerFlags", config.apiServerFlags)),
  rule(["kubeletSettings"], (config) => ownSettings("kubeletSettings", config.kubeletSettings)),
  rule([...numberKeys, "machineGenerations", "etcdMembers", "controlPlanes", "workers"], knownMachineNames),
];

/** How virtual machines are made is no wish that other platforms grant. */
function libvirtOfNobody({
  platform,
  libvirt,
}: Pick<ConfigValues, "platform" | "libvirt">): readonly Problem[] {
  if (platform === "libvirt" || libvirt === undefined) return [];
  return [
    {
      what: `platform ${platform} has no virtual machines`,
      where: "libvirt",
      value: libvirt,
      why: "it says how the virtual machines of platform libvirt are made",
      remedy: "pulumi config rm libvirt, or pulumi config set platform libvirt",
    },
  ];
}

function knownNodeNames({ nodeLabels, ...counts }: NodeCounts & Pick<ConfigValues, "nodeLabels">) {
  return unknownNames({ key: "nodeLabels", named: nodeLabels, kind: "node", names: nodeNames(counts) });
}

/** The bootstrap machine is not among them: it is made once, and gone when anything could replace it. */
function knownMachineNames({
  machineGenerations,
  ...counts
}: MachineKeys & Pick<ConfigValues, "machineGenerations">) {
  const lasting = namedMachines(counts).filter(({ role }) => role !== "bootstrap");
  const names = lasting.map(({ name }) => name);
  return unknownNames({ key: "machineGenerations", named: machineGenerations, kind: "machine", names });
}

type NodeCounts = Pick<ConfigValues, "controlPlanes" | "workers">;

function nodeNames({ controlPlanes, workers }: NodeCounts): readonly string[] {
  return [...numbered("master", controlPlanes), ...numbered("worker", workers)];
}

interface NamedValues {
  readonly key: "nodeLabels" | "machineGenerations";
  readonly named: Readonly<Record<string, unknown>>;
  readonly kind: "node" | "machine";
  /** Those that there are. */
  readonly names: readonly string[];
}

function unknownNames({ key, named, kind, names }: NamedValues): readonly Problem[] {
  return Object.entries(named)
    .filter(([name]) => !names.includes(name))
    .map(([name, value]) => {
      const meant = mostSimilar(name, names);
      return {
        what: `there is no ${kind} ${name}`,
        where: `${key}.${name}`,
        value,
        why: `the ${kind}s of this cluster are ${names.join(", ")}`,
        remedy: `${meant === undefined ? "" : `did you mean ${meant}? `}use one of these names, or raise controlPlanes or workers`,
      };
    });
}

/** What the program sets is of one piece with the rest that it writes; another value there would break that. */
function ownSettings(
  key: keyof typeof reservedSettings,
  settings: Readonly<Record<string, unknown>>,
): readonly Problem[] {
  const reserved: readonly string[] = reservedSettings[key];
  return Object.entries(settings)
    .filter(([name]) => reserved.includes(name))
    .map(([name, value]) => ({
      what: `${name} is set by the program itself`,
      where: `${key}.${name}`,
      value,
      why: "it belongs together with files, ports or checks that the program writes beside it",
      remedy: `pulumi config rm --path '${key}.${name}'`,
    }));
}

function numbered(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
}

/** An authority has a third of its days left when it is renewed; a leaf that is issued on that day must fit in. */
function lastingAuthorities({ certificateDays }: Pick<ConfigValues, "certificateDays">): readonly Problem[] {
  const { authority } = certificateDays;
  return (["leaf", "admin"] as const)
    .filter((kind) => certificateDays[kind] * 3 > authority)
    .map((kind) => ({
      what: "the certificates would outlast their authority",
      where: `certificateDays.${kind}`,
      value: certificateDays[kind],
      why: `an authority of ${authority} days is renewed when a third of them is left, and until then it signs`,
      remedy: `choose at most ${Math.floor(authority / 3)} days, or raise certificateDays.authority`,
    }));
}
