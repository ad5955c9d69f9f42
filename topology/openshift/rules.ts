import type { ConfigValues } from "../config-schema";
import { hiddenValue, type Problem } from "../problems";
import { rule, type Rule } from "../rule";
import { isOpenshiftDistribution } from "./distributions";
import { inPlaceRules } from "./in-place-rules";
import { openshiftMachineRules } from "./machine-rules";
import { pullSecretRules } from "./pull-secret-rules";
import { releaseRules } from "./release-rules";

type Keys<K extends keyof ConfigValues> = Pick<ConfigValues, K>;

/** What operators set anew whenever it is another value than theirs, and where they are told instead. */
const ofOperators = {
  apiServerFlags: "the operator of the API servers writes their flags; the object APIServer cluster tells it",
  kubeletSettings: "the machine config operator writes the kubelets' settings; a KubeletConfig tells it",
  extraApiSans:
    "the operator of the API servers issues their certificates; the object APIServer cluster tells it of others",
} as const;

const operatorKeys = Object.keys(ofOperators) as (keyof typeof ofOperators)[];

/** The rules on what OpenShift and OKD have for themselves, in the order in which their problems are shown. */
export const openshiftRules: readonly Rule[] = [
  rule(["distribution", "openshift", "pullSecret"], openshiftOfNobody),
  ...releaseRules,
  ...openshiftMachineRules,
  ...inPlaceRules,
  rule(["distribution", ...operatorKeys], settingsOfUpstream),
  ...pullSecretRules,
];

/** What a release is made from is no wish that other distributions grant. */
function openshiftOfNobody(config: Keys<"distribution" | "openshift" | "pullSecret">): readonly Problem[] {
  const { distribution, openshift, pullSecret } = config;
  if (isOpenshiftDistribution(distribution)) return [];
  const given = [
    // Names alone: an address of a proxy may have a password in it.
    { where: "openshift", value: openshift && Object.keys(openshift) },
    { where: "pullSecret", value: pullSecret && hiddenValue },
  ];
  return given
    .filter(({ value }) => value !== undefined)
    .map(({ where, value }) => ({
      what: `distribution ${distribution} is made from no release image`,
      where,
      value,
      why: "it says what a cluster of OpenShift or OKD is made from",
      remedy: `pulumi config rm ${where}, or pulumi config set distribution okd`,
    }));
}

function settingsOfUpstream(config: Keys<"distribution" | keyof typeof ofOperators>): readonly Problem[] {
  const { distribution } = config;
  if (!isOpenshiftDistribution(distribution)) return [];
  return operatorKeys
    .filter((where) => Object.keys(config[where]).length > 0)
    .map((where) => ({
      what: `in ${distribution} this is an operator's affair`,
      where,
      value: config[where],
      why: ofOperators[where],
      remedy: `pulumi config rm ${where}`,
    }));
}
