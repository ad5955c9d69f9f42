import type * as pulumi from "@pulumi/pulumi";
import { addressShare } from "./address-share";
import type { Foundation } from "./foundation";
import { Machine } from "./machine";
import type { BootOptions } from "./platform";

/** Load balancers that are machines. */
export interface LoadBalancerMachines {
  readonly machines: readonly Machine[];
  /** Every one of them could carry the API. */
  readonly joined: readonly pulumi.Resource[];
}

/**
 * Makes the machines of the API's address. Several of them share the address, and each is made, changed or replaced when
 * the one before it has taken its place.
 */
export function makeLoadBalancerMachines(
  name: string,
  foundation: Foundation,
  options: BootOptions,
): LoadBalancerMachines {
  const { loadBalancers, virtualRouter } = foundation.plan;
  const machines: Machine[] = [];
  const joined: pulumi.Resource[] = [];
  for (const planned of loadBalancers) {
    const after = joined.slice(-1);
    const args = { foundation, machine: planned, lifetime: "managed", after, keysAfter: [] } as const;
    const machine = new Machine(`${name}-${planned.name}`, args, options);
    machines.push(machine);
    joined.push(
      virtualRouter === undefined
        ? machine.booted
        : addressShare(
            `${name}-${planned.name}-share`,
            { foundation, machine, after: machine.booted },
            options,
          ),
    );
  }
  return { machines, joined };
}
