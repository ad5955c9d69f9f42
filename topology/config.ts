import { configKeys } from "./config-keys";
import { problemsOf } from "./config-problems";
import { configRules } from "./config-rules";
import { configSchema, type ConfigValues } from "./config-schema";
import { microshiftNetworks } from "./microshift/networks";
import { microshiftRules } from "./microshift/rules";
import { isOpenshiftDistribution } from "./openshift/distributions";
import { usualNetworks } from "./openshift/networks";
import { ConfigError } from "./problems";

export { configSchema };

/** A stack's configuration, complete and valid. */
export type ClusterConfig = ConfigValues & { readonly stack: string };

/** What a user may write: every key may be left out. */
export type ConfigInput = Readonly<Record<string, unknown>>;

/**
 * Validates the configuration of the stack named `stack` (which is also the cluster's name where none is given).
 * Throws one ConfigError with all that is wrong: what a single value is, and what values that are valid by
 * themselves are to each other. `sealed` are keys whose values are encrypted and cannot be read here: they are taken for
 * left out, and no rule that needs one is asked.
 */
export function parseConfig(
  stack: string,
  input: ConfigInput,
  sealed: readonly string[] = [],
): ClusterConfig {
  const given = { clusterName: stack, ...networksOf(input), ...withoutLeftOut(input, sealed) };
  const parsed = configSchema.safeParse(given);
  const issues = parsed.success ? [] : parsed.error.issues;
  const refused = refusedKeys(issues);
  const unknown = [...refused, ...sealed];
  const values = parsed.success ? parsed.data : acceptedValues(given, refused);
  // A rule that needs a refused value is left out; all others are shown at once, so that nothing is mended twice.
  const all = values.distribution === "microshift" ? microshiftRules : configRules;
  const rules = all.filter((rule) => rule.needs.every((key) => !unknown.includes(key)));
  const problems = [...problemsOf(issues, given), ...rules.flatMap((rule) => rule.problems(values))];
  if (problems.length > 0) throw new ConfigError(problems);
  return { ...values, stack };
}

/** The networks that the distribution has where none are configured, as far as they are not those of the schema. */
function networksOf({ distribution }: ConfigInput): ConfigInput {
  if (distribution === "microshift") return microshiftNetworks;
  return typeof distribution === "string" && isOpenshiftDistribution(distribution) ? usualNetworks : {};
}

/** Some keys have a value that stands for none, because every key of `Pulumi.yaml` has a default. */
function withoutLeftOut(input: ConfigInput, sealed: readonly string[]): ConfigInput {
  const leftOut = new Map<string, unknown>(
    Object.entries(configKeys).map(([key, help]) => [key, help.leftOut]),
  );
  return Object.fromEntries(
    Object.entries(input).filter(
      ([key, value]) =>
        value !== undefined && value !== leftOut.get(key) && !isEmptyObject(value) && !sealed.includes(key),
    ),
  );
}

/** An object of wishes that has none; every key that takes an object may be left out. */
function isEmptyObject(value: unknown): boolean {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
  );
}

type Issues = readonly { readonly path: readonly PropertyKey[]; readonly keys?: readonly string[] }[];

/** The keys of the first level of which something was refused, unknown ones included. */
function refusedKeys(issues: Issues): readonly string[] {
  return issues.flatMap(({ path, keys }) => (path[0] === undefined ? (keys ?? []) : [String(path[0])]));
}

/** The configuration as it would be without the refused keys. */
function acceptedValues(given: ConfigInput, refused: readonly string[]): ConfigValues {
  const accepted = Object.entries(given).filter(([key]) => !refused.includes(key));
  // The schema asks for a name of the cluster, at which no rule looks.
  return configSchema.parse({ clusterName: "unnamed", ...Object.fromEntries(accepted) });
}
