import type { HypervisorPlan } from "../../../../topology/libvirt";

/** A thing of a hypervisor's, as an error names it where there are several. */
export function thingAt({ name }: HypervisorPlan, thing: string): string {
  return name === "" ? thing : `${thing} at ${name}`;
}
