import type { Problem } from "../problems";
import { rule, type Rule } from "../rule";
import { mostSimilar } from "../similar";
import { microshiftValues } from "./make-plan";
import type { MicroshiftValues } from "./schema";
import { ownSettings, packagedManifests, settingsKeys } from "./settings";
import { features, has } from "./versions";
import { removal } from "./wishes";

/** The rules on what a user adds to MicroShift's own configuration, in its file and in drop-ins. */
export const settingsRules: readonly Rule[] = [
  rule(["microshift"], (config) => dropInsRead(microshiftValues(config))),
  rule(["microshift"], (config) => {
    const values = microshiftValues(config);
    return settingsOf(values).flatMap((given) => [
      ...knownKeys(given, values),
      ...settingsOfProgram(given),
      ...manifestsRead(given, values),
    ]);
  }),
];

/** Settings of one file, by the key that gives them. */
interface Given {
  readonly where: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

function settingsOf({ settings, dropIns }: MicroshiftValues): readonly Given[] {
  return [
    { where: "microshift.settings", settings },
    ...Object.entries(dropIns).map(([name, own]) => ({ where: `microshift.dropIns.${name}`, settings: own })),
  ];
}

function dropInsRead({ version, dropIns }: MicroshiftValues): readonly Problem[] {
  const names = Object.keys(dropIns);
  if (names.length === 0 || has(version, "dropIns")) return [];
  const { since, name, why } = features.dropIns;
  return [
    {
      what: `version ${version} has no ${name}`,
      where: "microshift.dropIns",
      value: names,
      why,
      remedy: `put it into microshift.settings, or pulumi config set --path microshift.version ${since}`,
    },
  ];
}

/** MicroShift passes over a key that it does not know without a word. */
function knownKeys({ where, settings }: Given, { version }: MicroshiftValues): readonly Problem[] {
  return Object.keys(settings).flatMap((key) => {
    const at = `${where}.${key}`;
    if (!Object.hasOwn(settingsKeys, key)) return [unknownKey(at, key)];
    const feature = settingsKeys[key];
    if (feature === undefined || has(version, feature)) return [];
    const { since, name, why } = features[feature];
    return [
      {
        what: `version ${version} of MicroShift has not ${name}`,
        where: at,
        value: version,
        why,
        remedy: `${removal(at)}, or pulumi config set --path microshift.version ${since}`,
      },
    ];
  });
}

function unknownKey(where: string, key: string): Problem {
  const known = Object.keys(settingsKeys);
  const meant = mostSimilar(key, known);
  return {
    what: "MicroShift has no such key",
    where,
    value: key,
    why: `the keys of its config.yaml are ${known.join(", ")}`,
    remedy: `${meant === undefined ? "" : `did you mean ${meant}? `}${removal(where)}`,
  };
}

function settingsOfProgram({ where, settings }: Given): readonly Problem[] {
  return ownSettings.flatMap(({ path, key }) => {
    const value = valueAt(settings, path);
    if (value === undefined) return [];
    const at = `${where}.${path.join(".")}`;
    return [
      {
        what: `${path.join(".")} is set by the program itself`,
        where: at,
        value,
        why: "it belongs together with names, addresses and files that the program writes beside it",
        remedy: `${removal(at)}${key === undefined ? "" : `; the key ${key} says it`}`,
      },
    ];
  });
}

/** A list of places replaces MicroShift's own, so that what add-ons have in those would be left out. */
function manifestsRead({ where, settings }: Given, { addOns }: MicroshiftValues): readonly Problem[] {
  const value = valueAt(settings, ["manifests", "kustomizePaths"]);
  if (value === undefined) return [];
  const at = `${where}.manifests.kustomizePaths`;
  if (addOns.includes("gitops"))
    return [
      {
        what: "the places of manifests are the program's where GitOps is added",
        where: at,
        value,
        why: "it keeps Argo CD from being pulled anew at each start by manifests of its own in the place of the package's",
        remedy: `${removal(at)}; the folder /etc/microshift/manifests.d is among the places`,
      },
    ];
  const places: readonly unknown[] = Array.isArray(value) ? value : [];
  if (!addOns.includes("olm") || places.includes(packagedManifests)) return [];
  return [
    {
      what: "the place of OLM's manifests is left out",
      where: at,
      value,
      why: `microshift.addOns has olm, whose manifests are in ${packagedManifests}, and the list replaces MicroShift's own`,
      remedy: `add ${packagedManifests} to it, or ${removal(at)}`,
    },
  ];
}

function valueAt(
  settings: Readonly<Record<string, unknown>>,
  [parent, child]: readonly [string, string],
): unknown {
  const inner = settings[parent];
  if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, child)) return undefined;
  return (inner as Readonly<Record<string, unknown>>)[child];
}
