import type { ConfigValues } from "../config-schema";
import type { Problem } from "../problems";
import { rule, type Rule } from "../rule";
import { isOpenshiftDistribution } from "./distributions";
import { pullSecretProblem, pullSecretProblems, registriesOf } from "./pull-secret";
import type { OpenshiftValues } from "./schema";

/** The rules on the pull secret, in the order in which their problems are shown. */
export const pullSecretRules: readonly Rule[] = [
  rule(["distribution", "pullSecret", "clock"], wellFormed),
  rule(["distribution", "pullSecret", "openshift"], enoughRegistries),
];

type Keys<K extends keyof ConfigValues> = Pick<ConfigValues, K>;

function wellFormed({
  distribution,
  pullSecret,
  clock,
}: Keys<"distribution" | "pullSecret" | "clock">): readonly Problem[] {
  if (pullSecret === undefined || !isOpenshiftDistribution(distribution)) return [];
  return pullSecretProblems(pullSecret, clock === undefined ? new Date() : new Date(clock));
}

/** OpenShift is pulled from registries that ask for credentials, or from mirrors, which may ask for others. */
function enoughRegistries({
  distribution,
  pullSecret,
  openshift,
}: Keys<"distribution" | "pullSecret" | "openshift">): readonly Problem[] {
  if (distribution !== "ocp" || openshift?.payload === "folder") return [];
  if (pullSecret === undefined)
    return [
      {
        ...pullSecretProblem(
          "the pull secret is missing",
          "the images of OpenShift are for its subscribers alone",
        ),
        value: undefined,
        remedy:
          "get one from https://console.redhat.com/openshift/install/pull-secret: pulumi config set --secret pullSecret < pull-secret.json",
      },
    ];
  const registries = registriesOf(pullSecret);
  // One that is not a pull secret at all has a problem of its own.
  if (registries.length === 0 || hasRegistriesOfRedHat(registries, openshift?.mirrors ?? [])) return [];
  return [
    pullSecretProblem(
      "the pull secret lacks the registries of OpenShift",
      "images are pulled from quay.io, and from cloud.openshift.com or registry.redhat.io, unless the pull secret is that of a mirror in openshift.mirrors",
    ),
  ];
}

/** Whether those are among the registries that Red Hat's images are pulled from, or a mirror is. */
export function hasRegistriesOfRedHat(
  registries: readonly string[],
  mirrors: readonly Pick<OpenshiftValues["mirrors"][number], "mirrors">[],
): boolean {
  const has = (place: string) =>
    registries.some((registry) => place === registry || place.startsWith(`${registry}/`));
  const hasHost = (host: string) => registries.some((registry) => registry.split("/")[0] === host);
  return (
    (hasHost("quay.io") && (hasHost("cloud.openshift.com") || hasHost("registry.redhat.io"))) ||
    mirrors.some((each) => each.mirrors.some(has))
  );
}
