import type * as pulumi from "@pulumi/pulumi";
import { toMachine } from "./channel";
import type { Foundation } from "./foundation";
import { Machine } from "./machine";
import { machineOrder } from "./machine-order";
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
    joined.push(virtualRouter === undefined ? machine.booted : makeShare(name, foundation, machine, options));
  }
  return { machines, joined };
}

/** The machine's share of the address: before the machine goes, it hands the address over. */
function makeShare(
  name: string,
  foundation: Foundation,
  machine: Machine,
  options: BootOptions,
): pulumi.Resource {
  return machineOrder(
    `${name}-${machine.planned.name}-share`,
    {
      foundation,
      machine,
      script: "virtual-address",
      arrives: "join",
      leaves: "leave",
      environment: toMachine(foundation, machine.planned.name),
      after: machine.booted,
    },
    options,
  );
}
