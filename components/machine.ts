import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { nodeIgnition } from "../ignition/node";
import type { Bundle } from "../pki/bundle";
import { keysOfMachine } from "../pki/keys";
import type { Machine as PlannedMachine } from "../topology/plan";
import { Component } from "./component";
import type { Foundation } from "./foundation";
import { KeyRing } from "./key-ring";
import { instanceOf, script } from "./podman/instance";

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

/** A machine of the cluster that has booted and has applied its Ignition config. */
export class Machine extends Component {
  readonly booted: command.local.Command;
  /** The certificates of the machine's own. Secret. */
  readonly bundle: pulumi.Output<Bundle>;

  constructor(name: string, args: MachineArgs, options: pulumi.ComponentResourceOptions) {
    super("Machine", name, options);
    const { foundation, machine, keysAfter } = args;
    const names = keysOfMachine(foundation.plan, machine);
    const keys = new KeyRing(this.nameOf("keys"), { names }, { parent: this, dependsOn: [...keysAfter] });
    this.bundle = foundation.secrets.issueTo(keys);
    this.booted = this.makeBooted(args);
    this.registerOutputs({});
  }

  private makeBooted({ foundation, machine, lifetime, after }: MachineArgs): command.local.Command {
    const { plan, network, image } = foundation;
    const ignition = this.bundle.apply((bundle) => nodeIgnition(plan, bundle, machine));
    return new command.local.Command(
      this.nameOf("booted"),
      {
        create: script("machine-up"),
        update: script("machine-update"),
        delete: script("machine-down"),
        stdin: pulumi.secret(ignition),
        environment: {
          INSTANCE: instanceOf(plan),
          NAME: machine.name,
          IMAGE: image,
          ADDRESS: machine.address,
          MAC: machine.mac,
          // The pivot switches the bootstrap machine off for good; every other machine comes back by itself.
          RESTART: lifetime === "once" ? "no" : "on-failure",
        },
        triggers: [image, machine.address, machine.mac],
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
