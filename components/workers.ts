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

/** The worker machines; they boot and join in parallel. Their files are changed one machine after the other all the same. */
export class Workers extends Component {
  readonly machines: readonly Machine[];
  readonly joined: readonly pulumi.Resource[];

  constructor(name: string, args: WorkersArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("Workers", name, options);
    const workers = args.foundation.plan.workers.map((planned) => {
      const machine = this.makeMachine(args, planned);
      return { machine, joined: this.makeJoin(args, planned, machine) };
    });
    this.machines = workers.map(({ machine }) => machine);
    this.joined = workers.map(({ joined }) => joined);
    this.registerOutputs({});
  }

  private makeMachine({ foundation, controlPlane }: WorkersArgs, planned: NodeMachine): Machine {
    const start = controlPlane.startOfOthers(controlPlane.lastJoined);
    return new Machine(
      this.nameOf(planned.name),
      {
        foundation,
        machine: planned,
        lifetime: "managed",
        after: [start],
        keysAfter: [start],
      },
      { parent: this },
    );
  }

  private makeJoin(
    { foundation, controlPlane }: WorkersArgs,
    planned: NodeMachine,
    { booted, files }: Machine,
  ): pulumi.Resource {
    return gate(
      this.nameOf(`${planned.name}-join`),
      {
        foundation,
        gate: "worker",
        input: workerInput(foundation, planned),
        onDelete: "undone",
        redoneWith: booted,
        confirms: files,
      },
      { parent: this, dependsOn: [booted, controlPlane.pivoted], deletedWith: foundation.platform.network },
    );
  }
}
