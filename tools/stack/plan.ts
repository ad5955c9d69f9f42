import { readFileSync } from "node:fs";
import { parseConfig } from "../../topology/config";
import { plan as makePlan } from "../../topology/make-plan";
import { microshiftPlan } from "../../topology/microshift/make-plan";
import type { MicroshiftPlan } from "../../topology/microshift/plan";
import type { ClusterPlan } from "../../topology/plan";
import { ConfigError } from "../../topology/problems";
import { configFile, sealedIn, valuesIn } from "./config-file";
import type { Stack } from "./stack";

/** What a stack of any distribution is to be; `isMicroshift` tells which of the two. */
export type StackPlan = ClusterPlan | MicroshiftPlan;

/** The plan of a stack as its configuration file has it now; undefined where the configuration is refused. */
export async function planOfStack(stack: Stack): Promise<StackPlan | undefined> {
  return plannedBy(readFileSync(await configFile(stack), "utf8"), stack);
}

/** The plan of a stack's configuration file; undefined where the configuration is refused. */
export function plannedBy(text: string, { name }: Stack): StackPlan | undefined {
  try {
    const values = valuesIn(text);
    const config = parseConfig(name, values, sealedIn(values));
    return config.distribution === "microshift" ? microshiftPlan(config) : makePlan(config);
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}
