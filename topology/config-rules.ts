import { addressRules } from "./address-rules";
import type { ConfigValues } from "./config-schema";
import type { Problem } from "./problems";
import { rule, type Rule } from "./rule";
import { mostSimilar } from "./similar";

/** What this version stands up. */
const offered = { distribution: "kubernetes", topology: "ha", platform: "podman" } as const;

/** The rules on values that are valid each by itself, in the order in which their problems are shown. */
export const configRules: readonly Rule[] = [
  rule(["distribution", "topology", "platform"], offeredCombination),
  rule(["controlPlanes"], oddControlPlanes),
  ...addressRules,
  rule(["nodeLabels", "controlPlanes", "workers"], knownNodeNames),
  rule(["certificateDays"], lastingAuthorities),
];

function offeredCombination(config: Pick<ConfigValues, keyof typeof offered>): readonly Problem[] {
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

function oddControlPlanes({ controlPlanes }: Pick<ConfigValues, "controlPlanes">): readonly Problem[] {
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

function knownNodeNames({
  nodeLabels,
  controlPlanes,
  workers,
}: Pick<ConfigValues, "nodeLabels" | "controlPlanes" | "workers">): readonly Problem[] {
  const names = [...numbered("master", controlPlanes), ...numbered("worker", workers)];
  return Object.keys(nodeLabels)
    .filter((name) => !names.includes(name))
    .map((name) => {
      const meant = mostSimilar(name, names);
      return {
        what: `there is no node ${name}`,
        where: `nodeLabels.${name}`,
        value: nodeLabels[name],
        why: `the nodes of this cluster are ${names.join(", ")}`,
        remedy: `${meant === undefined ? "" : `did you mean ${meant}? `}use one of these names, or raise controlPlanes or workers`,
      };
    });
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
