import type { ConfigValues } from "../config-schema";
import type { Problem } from "../problems";
import { rule, type Rule } from "../rule";
import { configuredNodes, microshiftValues } from "./make-plan";
import { features, has } from "./versions";

/** The rules on what a version cannot do; what its configuration file lacks is in settings-rules.ts. */
export const versionRules: readonly Rule[] = [rule(["topology", "microshift"], nodesThatJoin)];

/** Also a highly available cluster of one node so far is one that others are to join. */
function nodesThatJoin(config: Pick<ConfigValues, "topology" | "microshift">): readonly Problem[] {
  const { version } = microshiftValues(config);
  const joins = config.topology === "ha" || configuredNodes(config).length > 1;
  if (!joins || has(version, "addNode")) return [];
  const { since, name, why } = features.addNode;
  return [
    {
      what: `version ${version} of MicroShift has no ${name}`,
      where: "microshift.version",
      value: version,
      why,
      remedy: `pulumi config set --path microshift.version ${since}, or have one node in topology single`,
    },
  ];
}
