import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component";
import { gate } from "../gate";
import type { OpenshiftControlPlane } from "./control-plane";
import type { OpenshiftFoundation } from "./foundation";
import { workerInput } from "./gate-inputs";
import { OpenshiftMachine } from "./machine";

/** What the OpenshiftWorkers are made from. */
export interface OpenshiftWorkersArgs {
  readonly foundation: OpenshiftFoundation;
  readonly controlPlane: OpenshiftControlPlane;
}

/**
 * The workers, in parallel. They boot after the pivot: what they are configured with comes from the cluster's own machine
 * config server, and the bootstrap machine's knows control planes alone (facts: openshift-hard-way.md, 7.4).
 */
export class OpenshiftWorkers extends Component {
  readonly machines: readonly OpenshiftMachine[];
  readonly joined: readonly pulumi.Resource[];

  constructor(name: string, args: OpenshiftWorkersArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("OpenshiftWorkers", name, options);
    const { foundation, controlPlane } = args;
    const { plan, platform } = foundation;
    this.machines = plan.workers.map(
      (machine) =>
        new OpenshiftMachine(
          this.nameOf(machine.name),
          { foundation, machine, lifetime: "managed", after: [controlPlane.pivoted] },
          { parent: this },
        ),
    );
    this.joined = this.machines.map(({ planned, booted }) =>
      gate(
        this.nameOf(`${planned.name}-join`),
        {
          foundation,
          gate: "openshiftWorker",
          input: workerInput(foundation, planned),
          onDelete: "undone",
          redoneWith: booted,
        },
        { parent: this, dependsOn: [booted, controlPlane.pivoted], deletedWith: platform.network },
      ),
    );
    this.registerOutputs({});
  }
}
