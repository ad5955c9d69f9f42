import type * as pulumi from "@pulumi/pulumi";
import type { NodeMachine } from "../topology/plan";
import { Component } from "./component";
import type { ControlPlane } from "./control-plane";
import type { Foundation } from "./foundation";
import { gate } from "./gate";
import { workerInput } from "./gate-inputs";
import { Machine } from "./machine";

/** What the Workers are made from. */
export interface WorkersArgs {
  readonly foundation: Foundation;
  readonly controlPlane: ControlPlane;
}

/** The worker machines; they boot and join in parallel. */
export class Workers extends Component {
  readonly joined: readonly pulumi.Resource[];

  constructor(name: string, args: WorkersArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("Workers", name, options);
    this.joined = args.foundation.plan.workers.map((machine) => this.makeWorker(args, machine));
    this.registerOutputs({});
  }

  private makeWorker({ foundation, controlPlane }: WorkersArgs, machine: NodeMachine): pulumi.Resource {
    const { booted } = new Machine(
      this.nameOf(machine.name),
      { foundation, machine, lifetime: "managed" },
      { parent: this, dependsOn: [controlPlane.firstJoined] },
    );
    return gate(
      this.nameOf(`${machine.name}-join`),
      {
        plan: foundation.plan,
        gate: "worker",
        input: workerInput(foundation, machine),
        onDelete: "undone",
        redoneWith: booted,
      },
      { parent: this, dependsOn: [booted, controlPlane.pivoted], deletedWith: foundation.network.network },
    );
  }
}
