import type * as pulumi from "@pulumi/pulumi";
import type { NodeMachine } from "../topology/plan";
import { addressShare } from "./address-share";
import type { ApiStart } from "./api-start";
import { toApiServer } from "./channel";
import { Component } from "./component";
import { etcdBackup } from "./etcd-backup";
import type { Foundation } from "./foundation";
import { gate } from "./gate";
import { backupInput, controlPlaneInput, joinInput, pivotInput } from "./gate-inputs";
import { Machine, type MachineArgs } from "./machine";
import { machineOrder } from "./machine-order";
import type { Permissions } from "./permissions";

/** What the ControlPlane is made from. */
export interface ControlPlaneArgs {
  readonly foundation: Foundation;
  readonly start: ApiStart;
  /** What must be allowed before a node can ask to join. */
  readonly permissions: Permissions;
}

/**
 * The control plane machines, which join one by one, and the pivot from the bootstrap machine to them, if there is one.
 * A machine boots when the one before it has joined, so that no two are ever on their way at once, be it to join, to be
 * replaced, or to have its files changed. A kubelet that waits long for its join costs more than its boot does.
 */
export class ControlPlane extends Component {
  /** The first control plane machine is a member and its node is Ready. */
  readonly firstJoined: pulumi.Resource;
  /** All of them are. */
  readonly lastJoined: pulumi.Resource;
  /** The control plane runs on its machines alone. */
  readonly pivoted: pulumi.Resource;
  readonly machines: readonly Machine[];

  constructor(
    name: string,
    private readonly args: ControlPlaneArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super("ControlPlane", name, options);
    const machines: Machine[] = [];
    const joins: pulumi.Resource[] = [];
    for (const planned of args.foundation.plan.controlPlanes) {
      const machine = this.machineOf(args, planned, {
        after: [...joins.slice(-1), ...this.makeBackup(args.foundation, planned, machines, joins)],
        keysAfter: machines.slice(-1).map(({ booted }) => booted),
      });
      machines.push(machine);
      const join = this.makeJoin(args, planned, machine, joins.slice(-1));
      joins.push(join);
      if (args.foundation.plan.topology === "sno-plus") this.makeShare(args.foundation, machine, join);
      else this.makeTraffic(args.foundation, machine, join);
    }
    this.machines = machines;
    this.firstJoined = joins[0] ?? args.start.apiReady;
    this.lastJoined = joins.at(-1) ?? this.firstJoined;
    this.pivoted = args.foundation.plan.bootstrap ? this.makePivot(args, joins) : this.lastJoined;
    this.registerOutputs({});
  }

  /**
   * What others come after who could come as early as `usual`. Emulated machines have no time to spare while one of them
   * joins or leaves: there the others wait until the control plane is complete.
   */
  startOfOthers(usual: pulumi.Resource): pulumi.Resource {
    return this.args.foundation.plan.pace === "emulated" ? this.pivoted : usual;
  }

  /** What etcd has before it grows to an even number of members, of which it may lose fewer than before. */
  private makeBackup(
    foundation: Foundation,
    { name }: NodeMachine,
    machines: readonly Machine[],
    joins: readonly pulumi.Resource[],
  ): readonly pulumi.Resource[] {
    const [machine, after] = [machines.at(-1), joins.at(-1)];
    const grows = foundation.plan.topology === "sno-plus" && machines.length % 2 === 1;
    if (!grows || machine === undefined || after === undefined) return [];
    const input = backupInput(foundation, { machine: machine.planned, before: name });
    return [etcdBackup(this.nameOf(`backup-before-${name}`), { foundation, input, after }, { parent: this })];
  }

  /** The first one may be there already, as that of the first API server. */
  private machineOf(
    { foundation, start }: ControlPlaneArgs,
    machine: NodeMachine,
    { after, keysAfter }: Pick<MachineArgs, "after" | "keysAfter">,
  ): Machine {
    if (start.machine.planned.name === machine.name) return start.machine;
    return new Machine(
      this.nameOf(machine.name),
      {
        foundation,
        machine,
        lifetime: "managed",
        after: [start.apiReady, ...after],
        // Made any sooner they would take the processor from what everything waits for.
        keysAfter: [start.apiReady, ...keysAfter],
      },
      { parent: this },
    );
  }

  private makeJoin(
    { foundation, permissions }: ControlPlaneArgs,
    machine: NodeMachine,
    { booted, files }: Machine,
    after: readonly pulumi.Resource[],
  ): pulumi.Resource {
    return gate(
      this.nameOf(`${machine.name}-join`),
      {
        foundation,
        ...(foundation.plan.topology === "external-etcd"
          ? { gate: "controlPlane", input: controlPlaneInput(foundation, machine) }
          : { gate: "join", input: joinInput(foundation, machine) }),
        onDelete: "undone",
        redoneWith: booted,
        confirms: files,
      },
      {
        parent: this,
        dependsOn: [booted, ...permissions.given, ...after],
        deletedWith: foundation.platform.network,
      },
    );
  }

  /**
   * The machine's share of the load balancers' new connections. It goes before the machine leaves, as an API server whose
   * etcd has left fails requests until the load balancers' own checks find out; and it comes back with the next machine.
   */
  private makeTraffic(foundation: Foundation, machine: Machine, join: pulumi.Resource): void {
    machineOrder(
      this.nameOf(`${machine.planned.name}-traffic`),
      {
        foundation,
        machine,
        script: "traffic",
        arrives: "ready",
        leaves: "drain",
        environment: toApiServer(foundation, machine.planned.name),
        after: join,
      },
      { parent: this },
    );
  }

  /** The machine's share of the API's address, which it hands over before it leaves, for the same reason. */
  private makeShare(foundation: Foundation, machine: Machine, join: pulumi.Resource): void {
    const name = this.nameOf(`${machine.planned.name}-share`);
    addressShare(name, { foundation, machine, after: join }, { parent: this });
  }

  private makePivot({ foundation }: ControlPlaneArgs, joins: readonly pulumi.Resource[]): pulumi.Resource {
    return gate(
      this.nameOf("pivot"),
      { foundation, gate: "pivot", input: pivotInput(foundation), onDelete: "forgotten" },
      { parent: this, dependsOn: [...joins], deletedWith: foundation.platform.network },
    );
  }
}
