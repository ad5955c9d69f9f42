import type * as pulumi from "@pulumi/pulumi";
import type { NodeMachine } from "../../topology/plan";
import { Component } from "../component";
import { gate } from "../gate";
import type { OpenshiftBootstrap } from "./bootstrap";
import type { OpenshiftFoundation } from "./foundation";
import { pivotInput, settledInput } from "./gate-inputs";
import { controlPlaneJoin } from "./join";
import { OpenshiftMachine } from "./machine";

/** What the OpenshiftControlPlane is made from. */
export interface OpenshiftControlPlaneArgs {
  readonly foundation: OpenshiftFoundation;
  readonly bootstrap: Pick<OpenshiftBootstrap, "seeded" | "certificatesEnd">;
}

/**
 * The control plane machines and the pivot to them. The machines boot side by side, as operators roll out over all that
 * are registered; their joins come one by one all the same, for the etcd operator promotes one member at a time and the
 * gates follow it (facts: openshift-hard-way.md, 12.1).
 *
 * Between two machines is a gate that lets the second one be made at once while the cluster bootstraps, and later not
 * before the first one has settled. The engine deletes what it replaces when it comes to it, so a machine that waits there
 * has not left yet, and two are never out at once. Their order cannot be the joins': it would hold at the first boot, too.
 */
export class OpenshiftControlPlane extends Component {
  readonly machines: readonly OpenshiftMachine[];
  /** The control plane runs on its machines alone. */
  readonly pivoted: pulumi.Resource;

  constructor(name: string, args: OpenshiftControlPlaneArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("OpenshiftControlPlane", name, options);
    const { foundation, bootstrap } = args;
    const { plan, platform } = foundation;
    const machines: OpenshiftMachine[] = [];
    const joins: pulumi.Resource[] = [];
    for (const planned of plan.controlPlanes) {
      const before = machines.slice(-1).map((machine) => this.makeSettled(foundation, machine));
      const machine = this.makeMachine(args, planned, before);
      machines.push(machine);
      joins.push(this.makeJoin(args, machine, joins.slice(-1)));
    }
    this.machines = machines;
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
    after: readonly pulumi.Resource[],
  ): OpenshiftMachine {
    return new OpenshiftMachine(
      this.nameOf(machine.name),
      { foundation, machine, lifetime: "managed", after: [bootstrap.seeded, ...after] },
      { parent: this },
    );
  }

  /** After the machine was made and not after its boot, which takes minutes and would hold up the first boot of the next. */
  private makeSettled(foundation: OpenshiftFoundation, { planned, made }: OpenshiftMachine): pulumi.Resource {
    return gate(
      this.nameOf(`${planned.name}-settled`),
      {
        foundation,
        gate: "openshiftSettled",
        input: settledInput(foundation, planned),
        onDelete: "forgotten",
        redoneWith: made,
      },
      { parent: this, dependsOn: [made], deletedWith: foundation.platform.network },
    );
  }

  private makeJoin(
    { foundation, bootstrap }: OpenshiftControlPlaneArgs,
    machine: OpenshiftMachine,
    after: readonly pulumi.Resource[],
  ): pulumi.Resource {
    const name = this.nameOf(`${machine.planned.name}-join`);
    const args = { foundation, machine, begun: bootstrap, after: [machine.booted, ...after] };
    return controlPlaneJoin(name, args, { parent: this });
  }
}
