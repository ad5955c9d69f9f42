import type { ConfigValues } from "../config-schema";
import { hiddenValue, type Problem } from "../problems";
import { rule, type Rule } from "../rule";
import { refusedWishes } from "./wishes";

/** The rules by which other distributions refuse what is MicroShift's alone. */
export const microshiftElsewhereRules: readonly Rule[] = [
  rule(["distribution", "platform"], hostOfNobody),
  rule(["distribution", "microshift"], ({ distribution, microshift }) =>
    refusedWishes([
      // Names alone: settings may hold what is secret.
      ofMicroshift("microshift", microshift && Object.keys(microshift), distribution),
    ]),
  ),
  rule(["distribution", "hostPrivateKey"], ({ distribution, hostPrivateKey }) =>
    refusedWishes([ofMicroshift("hostPrivateKey", hostPrivateKey && hiddenValue, distribution)]),
  ),
];

const why = {
  microshift: "it says how MicroShift is stood up",
  hostPrivateKey: "by it the host is logged in to that MicroShift is put on",
} as const;

function ofMicroshift(where: keyof typeof why, value: unknown, distribution: string) {
  return {
    where,
    value,
    what: `distribution ${distribution} has nothing of MicroShift's`,
    why: why[where],
    instead: "pulumi config set distribution microshift",
  };
}

/** Every machine of the others is made by this program, from its first boot on. */
function hostOfNobody({
  distribution,
  platform,
}: Pick<ConfigValues, "distribution" | "platform">): readonly Problem[] {
  if (platform !== "ssh") return [];
  return [
    {
      what: `distribution ${distribution} is not put on a host that is there already`,
      where: "platform",
      value: platform,
      why: "its machines are made by this program, and get all that they are on their first boot",
      remedy: "pulumi config set platform podman, or pulumi config set distribution microshift",
    },
  ];
}
