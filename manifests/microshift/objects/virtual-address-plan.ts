import type { MicroshiftAddresses, MicroshiftPlan } from "../../../topology/microshift/plan";

/** What the objects of the virtual address are made from: a plan of control planes that share one. */
export interface VirtualAddressPlan extends Pick<MicroshiftPlan, "api"> {
  readonly virtualAddress: MicroshiftAddresses;
}

/** Whether the control planes of a plan share an address, which only those of a highly available cluster do. */
export function hasVirtualAddress<Plan extends Pick<MicroshiftPlan, "api" | "virtualAddress">>(
  plan: Plan,
): plan is Plan & VirtualAddressPlan {
  return plan.virtualAddress !== undefined;
}
