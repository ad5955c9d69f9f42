import type { ConfigValues } from "../config-schema";
import type { Problem } from "../problems";
import { rule, type Rule } from "../rule";
import { isOpenshiftDistribution } from "./distributions";
import { openshiftClusterOf } from "./openshift-values";

type Keys<K extends keyof ConfigValues> = Pick<ConfigValues, K>;

/** The rules on a cluster that begins on its first control plane, in the order in which their problems are shown. */
export const inPlaceRules: readonly Rule[] = [
  rule(["distribution", "topology", "openshift"], whatIsInstalledWhere),
  rule(["distribution", "topology", "openshift"], inPlaceOfNobody),
  rule(["distribution", "topology", "platform", "openshift"], livesOnVirtualMachines),
  rule(["distribution", "topology", "workers"], controlPlanesAlone),
];

const required = [
  {
    key: "installationDisk",
    what: "it is not said which disk the first control plane is installed on",
    why: "whatever is on that disk is overwritten, so none is chosen for you",
    remedy: "pulumi config set --path openshift.installationDisk /dev/vda",
  },
  {
    key: "liveImage",
    what: "there is no live image of CoreOS",
    why: "the first control plane starts from it and installs itself; there is no bootstrap machine",
    remedy:
      "look up location and sha256 in the stream metadata at architectures.x86_64.artifacts.metal.formats.iso.disk, then pulumi config set --path openshift.liveImage.url … and openshift.liveImage.sha256 …",
  },
] as const;

/** A disk that was guessed would be the wrong one once (facts: sno-plus.md, section 7). */
function whatIsInstalledWhere(config: Keys<"distribution" | "topology" | "openshift">): readonly Problem[] {
  const values = openshiftClusterOf(config)?.values;
  if (values === undefined || config.topology !== "sno-plus") return [];
  return required
    .filter(({ key }) => values[key] === undefined)
    .map(({ key, ...problem }) => ({ ...problem, where: `openshift.${key}`, value: undefined }));
}

/** Elsewhere a bootstrap machine goes before the control planes, which are not installed by a live image. */
function inPlaceOfNobody(config: Keys<"distribution" | "topology" | "openshift">): readonly Problem[] {
  const values = openshiftClusterOf(config)?.values;
  if (values === undefined || config.topology === "sno-plus") return [];
  return required
    .filter(({ key }) => values[key] !== undefined)
    .map(({ key }) => ({
      what: `topology ${config.topology} installs nothing by a live image`,
      where: `openshift.${key}`,
      value: values[key],
      why: "a bootstrap machine goes before its control planes, and all of them boot from libvirt.image",
      remedy: `pulumi config rm --path openshift.${key}, or pulumi config set topology sno-plus`,
    }));
}

function livesOnVirtualMachines(
  config: Keys<"distribution" | "topology" | "platform" | "openshift">,
): readonly Problem[] {
  const values = openshiftClusterOf(config)?.values;
  if (values === undefined || config.topology !== "sno-plus" || config.platform === "libvirt") return [];
  return [
    {
      what: `topology sno-plus of ${config.distribution} has no rehearsal`,
      where: "platform",
      value: config.platform,
      why: "its first control plane is installed by a live image of CoreOS, which a container cannot boot",
      remedy: "pulumi config set platform libvirt, or pulumi config set distribution kubernetes",
    },
  ];
}

/** The cluster is one of control planes that take workloads: what turns it highly available wants no others. */
function controlPlanesAlone({
  distribution,
  topology,
  workers,
}: Keys<"distribution" | "topology" | "workers">): readonly Problem[] {
  if (!isOpenshiftDistribution(distribution) || topology !== "sno-plus" || workers === 0) return [];
  return [
    {
      what: `topology sno-plus of ${distribution} has no workers`,
      where: "workers",
      value: workers,
      why: "its control planes take the workloads; the release lets only such a cluster become a highly available one",
      remedy: "pulumi config set workers 0, or pulumi config set topology ha",
    },
  ];
}
