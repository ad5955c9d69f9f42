import * as command from "@pulumi/command";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "./component";
import type { Foundation } from "./foundation";
import { Machine } from "./machine";
import { instanceOf, script } from "./podman/instance";

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
  private makeShare({ planned, booted }: Machine): pulumi.Resource {
    const { plan, network } = this.foundation;
    return new command.local.Command(
      this.nameOf(`${planned.name}-share`),
      {
        create: `${script("virtual-address")} join`,
        delete: `${script("virtual-address")} leave`,
        environment: { INSTANCE: instanceOf(plan), NAME: planned.name },
        triggers: [booted.id],
      },
      { parent: this, dependsOn: [booted], deletedWith: network.network, deleteBeforeReplace: true },
    );
  }
}
