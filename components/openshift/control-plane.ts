import type * as pulumi from "@pulumi/pulumi";
import type { NodeMachine } from "../../topology/plan";
import { Component } from "../component";
import { gate } from "../gate";
import type { OpenshiftBootstrap } from "./bootstrap";
import type { OpenshiftFoundation } from "./foundation";
import { controlPlaneInput, pivotInput } from "./gate-inputs";
import { OpenshiftMachine } from "./machine";

/** What the OpenshiftControlPlane is made from. */
export interface OpenshiftControlPlaneArgs {
  readonly foundation: OpenshiftFoundation;
  readonly bootstrap: OpenshiftBootstrap;
}

/**
 * The control plane machines and the pivot to them. The machines boot side by side, as operators roll out over all that
 * are registered; their joins come one by one all the same, for the etcd operator promotes one member at a time and the
 * gates follow it (facts: openshift-hard-way.md, 12.1).
 */
export class OpenshiftControlPlane extends Component {
  readonly machines: readonly OpenshiftMachine[];
  /** The control plane runs on its machines alone. */
  readonly pivoted: pulumi.Resource;

  constructor(name: string, args: OpenshiftControlPlaneArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("OpenshiftControlPlane", name, options);
    const { foundation, bootstrap } = args;
    const { plan, platform } = foundation;
    this.machines = plan.controlPlanes.map((machine) => this.makeMachine(args, machine));
    const joins: pulumi.Resource[] = [];
    for (const machine of this.machines) joins.push(this.makeJoin(args, machine, joins.slice(-1)));
    this.pivoted = gate(
      this.nameOf("pivot"),
      { foundation, gate: "openshiftPivot", input: pivotInput(foundation, bootstrap), onDelete: "forgotten" },
      { parent: this, dependsOn: [bootstrap.seeded, ...joins], deletedWith: platform.network },
    );
    this.registerOutputs({});
  }

  private makeMachine(
    { foundation, bootstrap }: OpenshiftControlPlaneArgs,
    machine: NodeMachine,
  ): OpenshiftMachine {
    return new OpenshiftMachine(
      this.nameOf(machine.name),
      { foundation, machine, lifetime: "managed", after: [bootstrap.seeded] },
      { parent: this },
    );
  }

  private makeJoin(
    { foundation, bootstrap }: OpenshiftControlPlaneArgs,
    machine: OpenshiftMachine,
    after: readonly pulumi.Resource[],
  ): pulumi.Resource {
    return gate(
      this.nameOf(`${machine.planned.name}-join`),
      {
        foundation,
        gate: "openshiftControlPlane",
        input: controlPlaneInput(foundation, bootstrap, machine.planned),
        onDelete: "forgotten",
        redoneWith: machine.booted,
      },
      { parent: this, dependsOn: [machine.booted, ...after], deletedWith: foundation.platform.network },
    );
  }
}
