import type * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { Inventory } from "../ignition/given";
import { machineFiles } from "../ignition/node";
import type { Bundle } from "../pki/bundle";
import { keysOfMachine } from "../pki/keys";
import type { Machine as PlannedMachine } from "../topology/plan";
import { bootWith } from "./boot-with";
import { Component } from "./component";
import type { Foundation } from "./foundation";
import { KeyRing } from "./key-ring";

/** What a Machine is made from. */
export interface MachineArgs {
  readonly foundation: Foundation;
  readonly machine: PlannedMachine;
  /** `managed`: later changes reach the machine. `once`: it is made once and then left alone. */
  readonly lifetime: "managed" | "once";
  /** What the machine boots after. */
  readonly after: readonly pulumi.Resource[];
  /** What the machine's keys are made after. */
  readonly keysAfter: readonly pulumi.Resource[];
}

/**
 * A machine of the cluster that has booted and has applied its Ignition config. A later change of its files is an update:
 * they are changed in place, and who reads them starts anew. Another image, address or generation is another machine.
 */
export class Machine extends Component {
  readonly planned: PlannedMachine;
  readonly booted: command.local.Command;
  /** The machine's files, by which a preview tells which of them change. */
  readonly files: pulumi.Output<Inventory>;
  /** The certificates of the machine's own. Secret. */
  readonly bundle: pulumi.Output<Bundle>;

  constructor(name: string, args: MachineArgs, options: pulumi.ComponentResourceOptions) {
    super("Machine", name, options);
    const { foundation, machine, lifetime, after, keysAfter } = args;
    const { plan, platform, secrets } = foundation;
    this.planned = machine;
    const names = keysOfMachine(plan, machine);
    const { clock } = secrets;
    const keys = new KeyRing(
      this.nameOf("keys"),
      { names, clock },
      { parent: this, dependsOn: [...keysAfter] },
    );
    this.bundle = secrets.issueTo(keys);
    const given = this.bundle.apply((bundle) => machineFiles(plan, bundle, machine));
    const { booted, files } = bootWith(
      name,
      { plan, platform, machine, lifetime, after, given, from: "boot image" },
      { parent: this },
    );
    this.booted = booted;
    this.files = files;
    this.registerOutputs({});
  }
}
