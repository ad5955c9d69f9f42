import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { type Inventory, inventoryOf } from "../ignition/given";
import { machineFiles, nodeIgnition } from "../ignition/node";
import type { MachineFiles } from "../manifests/file";
import type { Bundle } from "../pki/bundle";
import { keysOfMachine } from "../pki/keys";
import type { Machine as PlannedMachine } from "../topology/plan";
import { Component } from "./component";
import type { Foundation } from "./foundation";
import { KeyRing } from "./key-ring";
import { machineEnvironment, script } from "./podman/instance";

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
    const { foundation, machine, keysAfter } = args;
    this.planned = machine;
    const names = keysOfMachine(foundation.plan, machine);
    const { clock } = foundation.secrets;
    const keys = new KeyRing(
      this.nameOf("keys"),
      { names, clock },
      { parent: this, dependsOn: [...keysAfter] },
    );
    this.bundle = foundation.secrets.issueTo(keys);
    const files = this.bundle.apply((bundle) => machineFiles(foundation.plan, bundle, machine));
    this.files = pulumi.unsecret(files.apply(inventoryOf));
    this.booted = this.makeBooted(args, files);
    this.registerOutputs({});
  }

  private makeBooted(
    { foundation, machine, lifetime, after }: MachineArgs,
    files: pulumi.Output<MachineFiles>,
  ): command.local.Command {
    const { plan, network, image } = foundation;
    const ignition = files.apply((given) => nodeIgnition(machine.name, given));
    const addresses = machine.addresses.join(" ");
    // The pivot switches the bootstrap machine off for good; every other machine comes back by itself.
    const restart = lifetime === "once" ? "no" : "on-failure";
    return new command.local.Command(
      this.nameOf("booted"),
      {
        create: script("machine-up"),
        update: script("machine-update"),
        delete: script("machine-down"),
        stdin: pulumi.secret(ignition),
        environment: {
          ...machineEnvironment(plan, machine.name),
          IMAGE: image,
          ADDRESSES: addresses,
          MAC: machine.mac,
          GENERATION: String(machine.generation),
          RESTART: restart,
        },
        triggers: [image, addresses, machine.mac, machine.generation, restart],
      },
      {
        parent: this,
        dependsOn: [network.network, ...after],
        deletedWith: network.network,
        deleteBeforeReplace: true,
        ignoreChanges: lifetime === "once" ? ["*"] : [],
      },
    );
  }
}
