import * as pulumi from "@pulumi/pulumi";
import type { Inventory } from "../../ignition/given";
import { openshiftMachineFiles } from "../../ignition/openshift/machine";
import type { Machine } from "../../topology/plan";
import { bootWith, type BootWithArgs } from "../boot-with";
import { Component } from "../component";
import type { Boot, BootArgs } from "../platform";
import type { OpenshiftFoundation } from "./foundation";

/** What an OpenshiftMachine is made from. */
export interface OpenshiftMachineArgs extends Pick<BootArgs, "lifetime" | "after"> {
  readonly foundation: OpenshiftFoundation;
  readonly machine: Machine;
  /** `live image`: the machine is the bootstrap machine in its first life, and installs itself as what it is planned as. */
  readonly from?: BootWithArgs["from"];
}

/**
 * A machine of an OpenShift cluster that has booted with its Ignition config. What a node's files become later is the
 * machine config operator's, as its config is a pointer that is read once; a load balancer's are changed in place.
 */
export class OpenshiftMachine extends Component implements Boot {
  readonly planned: Machine;
  readonly made: Boot["made"];
  readonly booted: Boot["booted"];
  readonly files: pulumi.Output<Inventory>;

  constructor(name: string, args: OpenshiftMachineArgs, options: pulumi.ComponentResourceOptions) {
    super("OpenshiftMachine", name, options);
    const { foundation, machine, lifetime, after, from = "boot image" } = args;
    const { plan, platform, secrets } = foundation;
    this.planned = machine;
    const rendered = from === "live image" ? plan.bootstrap : machine;
    const given = pulumi.secret(secrets.all.apply((known) => openshiftMachineFiles(plan, known, rendered)));
    const { made, booted, files } = bootWith(
      name,
      { plan, platform, machine, lifetime, after, given, from },
      { parent: this },
    );
    this.made = made;
    this.booted = booted;
    this.files = files;
    this.registerOutputs({});
  }
}
