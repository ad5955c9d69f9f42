import type * as pulumi from "@pulumi/pulumi";
import { Component } from "./component";
import type { Foundation } from "./foundation";
import { Machine } from "./machine";

/** The machine behind the API's address: it passes connections on to the API servers that are ready. */
export class LoadBalancer extends Component {
  readonly machines: readonly Machine[];

  constructor(name: string, foundation: Foundation, options: pulumi.ComponentResourceOptions = {}) {
    super("LoadBalancer", name, options);
    this.machines = foundation.plan.loadBalancers.map((machine) => {
      const args = { foundation, machine, lifetime: "managed", after: [], keysAfter: [] } as const;
      return new Machine(this.nameOf(machine.name), args, { parent: this });
    });
    this.registerOutputs({});
  }
}
