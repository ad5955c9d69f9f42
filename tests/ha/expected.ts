import type { ClusterPlan } from "../../topology/plan";
import type { Fault } from "./faults";
import { faultKinds } from "./kinds";
import type { Look } from "./look";

/** What must be seen of a cluster that is whole. */
export function whole({ etcdMachines }: ClusterPlan): Look {
  return { failedGets: [], healthyMembers: etcdMachines.length, holders: 1 };
}

/**
 * What must be seen when the promised time of a fault is over. A machine that boots may be back or not, so neither its
 * member counts, nor whether it holds the address.
 */
export function whileItLasts(plan: ClusterPlan, { kind, members, bound }: Fault): Partial<Look> | undefined {
  if (bound === undefined) return undefined;
  const { etcdMachines } = plan;
  const healthyMembers = etcdMachines.length - (members === "all but one" ? 1 : 0);
  return {
    failedGets: [],
    ...(members !== "unknown" && { healthyMembers }),
    ...(faultKinds[kind].lasts === "held" && { holders: 1 }),
  };
}
