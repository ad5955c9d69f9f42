import type { ConfigValues } from "../config-schema";
import { hasRegistriesOfRedHat } from "../openshift/pull-secret-rules";
import { pullSecretProblem, pullSecretProblems, registriesOf } from "../openshift/pull-secret";
import type { Problem } from "../problems";
import { rule, type Rule } from "../rule";
import { microshiftValues, packagesOf } from "./make-plan";

type Keys<K extends keyof ConfigValues> = Pick<ConfigValues, K>;

/** The rules on where MicroShift itself and its images come from, in the order in which their problems are shown. */
export const packageRules: readonly Rule[] = [
  rule(["pullSecret", "clock"], wellFormed),
  rule(["platform", "microshift", "pullSecret"], imagesOfRedHat),
  rule(["platform", "microshift"], pluginOfRedHat),
  rule(["topology", "microshift"], bridgeOfOvn),
];

function wellFormed({ pullSecret, clock }: Keys<"pullSecret" | "clock">): readonly Problem[] {
  if (pullSecret === undefined) return [];
  return pullSecretProblems(pullSecret, clock === undefined ? new Date() : new Date(clock));
}

/** Red Hat's MicroShift pulls its images from registries that ask for credentials (facts: A4). */
function imagesOfRedHat(config: Keys<"platform" | "microshift" | "pullSecret">): readonly Problem[] {
  if (packagesOf(config) !== "redhat") return [];
  if (config.pullSecret === undefined)
    return [
      {
        ...pullSecretProblem(
          "the pull secret is missing",
          "microshift.packages is redhat, and the images of those packages are for Red Hat's subscribers alone",
        ),
        value: undefined,
        remedy:
          "get one from https://console.redhat.com/openshift/install/pull-secret: pulumi config set --secret pullSecret < pull-secret.json; or pulumi config set --path microshift.packages community",
      },
    ];
  const registries = registriesOf(config.pullSecret);
  // One that is not a pull secret at all has a problem of its own.
  if (registries.length === 0 || hasRegistriesOfRedHat(registries, microshiftValues(config).mirrors))
    return [];
  return [
    pullSecretProblem(
      "the pull secret lacks the registries of MicroShift",
      "images are pulled from quay.io and from registry.redhat.io, unless the pull secret is that of a mirror in microshift.mirrors",
    ),
  ];
}

function pluginOfRedHat(config: Keys<"platform" | "microshift">): readonly Problem[] {
  const { networkPlugin } = microshiftValues(config);
  if (packagesOf(config) !== "redhat" || networkPlugin === "ovn") return [];
  return [
    {
      what: `Red Hat's packages have no ${networkPlugin}`,
      where: "microshift.networkPlugin",
      value: networkPlugin,
      why: "the community's alone bring that pod network",
      remedy:
        "pulumi config set --path microshift.networkPlugin ovn, or pulumi config set --path microshift.packages community",
    },
  ];
}

/** The interface is a bridge that OVN-Kubernetes makes on each node, and no other pod network does (facts: A7 and B12). */
function bridgeOfOvn(config: Keys<"topology" | "microshift">): readonly Problem[] {
  const { networkPlugin, virtualInterface } = microshiftValues(config);
  if (config.topology !== "ha" || networkPlugin === "ovn" || virtualInterface !== "br-ex") return [];
  return [
    {
      what: `nodes with ${networkPlugin} have no interface ${virtualInterface}`,
      where: "microshift.virtualInterface",
      value: virtualInterface,
      why: "OVN-Kubernetes alone makes that bridge, so that the virtual address would be nowhere",
      remedy:
        "pulumi config set --path microshift.virtualInterface eth0, or pulumi config set --path microshift.networkPlugin ovn",
    },
  ];
}
