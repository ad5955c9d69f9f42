import type * as pulumi from "@pulumi/pulumi";
import type { NodeMachine } from "../../topology/plan";
import { Component } from "../component";
import { etcdBackup } from "../etcd-backup";
import { gate } from "../gate";
import type { OpenshiftFirstControlPlane } from "./first-control-plane";
import type { OpenshiftFoundation } from "./foundation";
import { backupInput, topologyInput, verifyInput } from "./gate-inputs";
import { controlPlaneJoin } from "./join";
import { OpenshiftMachine } from "./machine";

/** What the OpenshiftGrowingControlPlane is made from. */
export interface OpenshiftGrowingControlPlaneArgs {
  readonly foundation: OpenshiftFoundation;
  readonly first: OpenshiftFirstControlPlane;
}

/**
 * The control plane of a cluster that began in place. It is whole with one machine; when that one has converged, others
 * join it one by one, each when the one before it has joined: etcd goes from one voter over two, of which none may be lost,
 * to three, and what it has is copied before (facts: sno-plus.md, sections 9 and 12).
 */
export class OpenshiftGrowingControlPlane extends Component {
  readonly machines: readonly OpenshiftMachine[];
  /** Every machine has joined, and the cluster counts as what it has become. */
  readonly grown: pulumi.Resource;

  constructor(
    name: string,
    private readonly args: OpenshiftGrowingControlPlaneArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super("OpenshiftGrowingControlPlane", name, options);
    const { foundation, first } = args;
    const [, ...others] = foundation.plan.controlPlanes;
    const machines = [first.machine];
    let before = this.makeConverged(this.makeJoin(first.machine, first.standing));
    for (const planned of others) {
      const after = [before, ...this.makeBackup(planned, machines, before)];
      const machine = this.makeMachine(planned, after);
      machines.push(machine);
      before = this.makeJoin(machine, [machine.booted, before]);
    }
    this.machines = machines;
    this.grown = this.makeTopology(before);
    this.registerOutputs({});
  }

  private makeMachine(machine: NodeMachine, after: readonly pulumi.Resource[]): OpenshiftMachine {
    const { foundation } = this.args;
    const args = { foundation, machine, lifetime: "managed", after } as const;
    return new OpenshiftMachine(this.nameOf(machine.name), args, { parent: this });
  }

  private makeJoin(machine: OpenshiftMachine, after: readonly pulumi.Resource[]): pulumi.Resource {
    const { foundation, first } = this.args;
    const begun = machine === first.machine ? first.begun : undefined;
    const name = this.nameOf(`${machine.planned.name}-join`);
    return controlPlaneJoin(name, { foundation, machine, begun, after }, { parent: this });
  }

  /** The release is installed on the first machine alone: what joins before that joins a cluster that changes under it. */
  private makeConverged(after: pulumi.Resource): pulumi.Resource {
    const { foundation, first } = this.args;
    const input = verifyInput(foundation, [first.machine.planned]);
    return gate(
      this.nameOf("begun"),
      { foundation, gate: "openshiftVerify", input, onDelete: "forgotten" },
      { parent: this, dependsOn: [after], deletedWith: foundation.platform.network },
    );
  }

  private makeBackup(
    { name }: NodeMachine,
    machines: readonly OpenshiftMachine[],
    after: pulumi.Resource,
  ): readonly pulumi.Resource[] {
    const { foundation } = this.args;
    const [machine] = machines.slice(-1);
    if (machine === undefined || machines.length % 2 === 0) return [];
    const input = backupInput(foundation, { machine: machine.planned, before: name });
    return [etcdBackup(this.nameOf(`backup-before-${name}`), { foundation, input, after }, { parent: this })];
  }

  /** Of one machine, too: a plan that has fewer of them than before is refused here, before any has left. */
  private makeTopology(after: pulumi.Resource): pulumi.Resource {
    const { foundation } = this.args;
    const input = topologyInput(foundation);
    return gate(
      this.nameOf("topology"),
      { foundation, gate: "openshiftTopology", input, onDelete: "forgotten" },
      { parent: this, dependsOn: [after], deletedWith: foundation.platform.network },
    );
  }
}
