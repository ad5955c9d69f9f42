import * as command from "@pulumi/command";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterPlan } from "../../topology/plan";
import { Component } from "../component";
import { networkGuard } from "../network-guard";
import type { Platform } from "../platform";
import { networkWords, script } from "./instance";
import type { MachineLink } from "./machine-network";

/** What a Bridge is made from. */
export interface BridgeArgs {
  readonly plan: ClusterPlan;
  /** The bridge's name, the same on every hypervisor. */
  readonly bridge: string;
  readonly channel: Platform["channel"];
}

/**
 * The network of the cluster's machines where it is there already: a bridge that every hypervisor has. Nothing is made
 * but sure that it is there; it stands for the network all the same, so that another network is other machines.
 */
export class Bridge extends Component implements MachineLink {
  readonly network: pulumi.CustomResource;
  readonly attachment: MachineLink["attachment"];

  constructor(
    name: string,
    { plan, bridge, channel }: BridgeArgs,
    options: pulumi.ComponentResourceOptions = {},
  ) {
    super("Bridge", name, options);
    const words = networkWords(plan);
    const guard = networkGuard(this.nameOf("guard"), { plan, channel, network: words }, { parent: this });
    const environment = { ...channel, BRIDGE: bridge };
    const create = script("bridge-there");
    this.network = new command.local.Command(
      this.nameOf("bridge"),
      { create, update: create, environment, triggers: [...words] },
      { parent: this, dependsOn: [guard], deleteBeforeReplace: true },
    );
    this.attachment = { bridge };
    this.registerOutputs({});
  }
}
