import type * as pulumi from "@pulumi/pulumi";
import { toMachine } from "./channel";
import { Component } from "./component";
import type { Foundation } from "./foundation";
import { Machine } from "./machine";
import { machineOrder } from "./machine-order";

/**
 * The machines behind the API's address: they pass connections on to the API servers that are ready. Several of them share
 * the address, and each is made, changed or replaced when the one before it has taken its place.
 */
export class LoadBalancer extends Component {
  readonly machines: readonly Machine[];
  /** Every load balancer could carry the API. */
  readonly joined: readonly pulumi.Resource[];

  constructor(
    name: string,
    private readonly foundation: Foundation,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super("LoadBalancer", name, options);
    const { loadBalancers, virtualRouter } = foundation.plan;
    const machines: Machine[] = [];
    const joined: pulumi.Resource[] = [];
    for (const machine of loadBalancers) {
      const args = {
        foundation,
        machine,
        lifetime: "managed",
        after: joined.slice(-1),
        keysAfter: [],
      } as const;
      const made = new Machine(this.nameOf(machine.name), args, { parent: this });
      machines.push(made);
      joined.push(virtualRouter === undefined ? made.booted : this.makeShare(made));
    }
    this.machines = machines;
    this.joined = joined;
    this.registerOutputs({});
  }

  /** The machine's share of the address: before the machine goes, it hands the address over. */
  private makeShare(machine: Machine): pulumi.Resource {
    const { foundation } = this;
    return machineOrder(
      this.nameOf(`${machine.planned.name}-share`),
      {
        foundation,
        machine,
        script: "virtual-address",
        arrives: "join",
        leaves: "leave",
        environment: toMachine(foundation, machine.planned.name),
        after: machine.booted,
      },
      { parent: this },
    );
  }
}
