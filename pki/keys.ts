import type { ClusterPlan, Machine } from "../topology/plan";
import { authorityNames } from "./certificates/kubernetes";
import { authorityKey, encryptionKey, serviceAccountKey } from "./key-names";
import { plannedLeaves } from "./leaves";

export { authorityKey, encryptionKey, serviceAccountKey };

/** The names of the keys that are the whole cluster's: those that sign, the service accounts', that of Secrets. */
export function clusterKeys(): readonly string[] {
  return [...authorityNames.map(authorityKey), serviceAccountKey, encryptionKey];
}

/** The names of a machine's own keys. */
export function keysOfMachine(plan: ClusterPlan, machine: Machine): readonly string[] {
  return leafKeys(plan, machine);
}

/** The names of the operators' own keys. */
export function keysOfOperators(plan: ClusterPlan): readonly string[] {
  return leafKeys(plan, undefined);
}

/**
 * The names of all keys of a plan, each once, in the order in which the boot needs them: the cluster's, the bootstrap
 * machine's, the operators', the control planes' in the order of their joins, the workers'.
 */
export function requiredKeys(plan: ClusterPlan): readonly string[] {
  return [...clusterKeys(), ...plannedLeaves(plan).map((leaf) => leaf.name)];
}

function leafKeys(plan: ClusterPlan, holder: Machine | undefined): readonly string[] {
  return plannedLeaves(plan)
    .filter((leaf) => leaf.holder?.name === holder?.name)
    .map((leaf) => leaf.name);
}
