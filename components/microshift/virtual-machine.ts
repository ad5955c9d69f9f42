import * as pulumi from "@pulumi/pulumi";
import type { Inventory } from "../../ignition/given";
import { heldBackUntil } from "../../manifests/microshift/held-back";
import { microshiftPaths } from "../../manifests/microshift/paths";
import type { ClusterPlan, Machine } from "../../topology/plan";
import { bootWith } from "../boot-with";
import { Component } from "../component";
import type { Platform } from "../platform";

/** What a VirtualMachine is made from. */
export interface VirtualMachineArgs {
  readonly plan: ClusterPlan;
  readonly machine: Machine;
  readonly platform: Platform;
}

/** The machine that MicroShift comes to, with nothing but its name, its network, the way in, and what holds MicroShift back. */
export class VirtualMachine extends Component {
  readonly booted: pulumi.CustomResource;
  readonly files: pulumi.Output<Inventory>;

  constructor(
    name: string,
    { plan, machine, platform }: VirtualMachineArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super("VirtualMachine", name, options);
    const given = pulumi.output({
      directories: [],
      files: heldBackUntil(microshiftPaths.config),
      units: [],
    });
    const { booted, files } = bootWith(
      this.nameOf(machine.name),
      { plan, platform, machine, lifetime: "managed", after: [platform.network], given, from: "boot image" },
      { parent: this },
    );
    this.booted = booted;
    this.files = files;
    this.registerOutputs({});
  }
}
