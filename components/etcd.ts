import type * as pulumi from "@pulumi/pulumi";
import type { Machine as PlannedMachine } from "../topology/plan";
import { toMachine } from "./channel";
import { Component } from "./component";
import type { Foundation } from "./foundation";
import { founding } from "./founding";
import { gate } from "./gate";
import { memberInput } from "./gate-inputs";
import { Machine } from "./machine";
import { machineOrder } from "./machine-order";

/**
 * etcd on machines of its own. The first one founds the cluster, once; after that no machine is special: each joins as a
 * learner when the one before it is a voter, so that no two are ever on their way at once, be it to join, to be replaced,
 * or to have their files changed.
 */
export class Etcd extends Component {
  readonly machines: readonly Machine[];
  /** Every machine is a voting member. */
  readonly joined: readonly pulumi.Resource[];

  constructor(
    name: string,
    private readonly foundation: Foundation,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super("Etcd", name, options);
    const machines: Machine[] = [];
    const joins: pulumi.Resource[] = [];
    for (const planned of foundation.plan.etcdMachines) {
      const machine = this.makeMachine(planned, joins.slice(-1));
      const founded =
        machines.length === 0
          ? [founding(this.nameOf("founding"), { foundation, machine }, { parent: this })]
          : [];
      const join = this.makeJoin(machine, [...founded, ...joins.slice(-1)]);
      joins.push(join);
      machines.push(machine);
      this.makeService(machine, join);
    }
    this.machines = machines;
    this.joined = joins;
    this.registerOutputs({});
  }

  private makeMachine(machine: PlannedMachine, after: readonly pulumi.Resource[]): Machine {
    const { foundation } = this;
    const args = { foundation, machine, lifetime: "managed", after, keysAfter: [] } as const;
    return new Machine(this.nameOf(machine.name), args, { parent: this });
  }

  /**
   * The member's service to API servers. It ends in order before the machine leaves, as a member that is removed while it
   * runs breaks off whatever it was asked.
   */
  private makeService(machine: Machine, joined: pulumi.Resource): void {
    const { foundation } = this;
    machineOrder(
      this.nameOf(`${machine.planned.name}-service`),
      {
        foundation,
        machine,
        script: "etcd-service",
        arrives: "start",
        leaves: "stop",
        environment: toMachine(foundation, machine.planned.name),
        after: joined,
      },
      { parent: this },
    );
  }

  private makeJoin({ planned, booted, files }: Machine, after: readonly pulumi.Resource[]): pulumi.Resource {
    const { foundation } = this;
    return gate(
      this.nameOf(`${planned.name}-join`),
      {
        foundation,
        gate: "member",
        input: memberInput(foundation, planned),
        onDelete: "undone",
        redoneWith: booted,
        confirms: files,
      },
      { parent: this, dependsOn: [booted, ...after], deletedWith: foundation.platform.network },
    );
  }
}
