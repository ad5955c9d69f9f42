import * as libvirt from "@pulumi/libvirt";
import type * as pulumi from "@pulumi/pulumi";
import { dnsmasqOptions, networkNames, networkStylesheet } from "../../manifests/libvirt/network";
import type { ClusterPlan } from "../../topology/plan";
import { Component } from "../component";
import { networkGuard } from "../network-guard";
import { instanceOf, type Platform } from "../platform";
import { networkWords } from "./instance";

/** What machines are on, and how a domain is attached to it. */
export interface MachineLink {
  /** What stands for the network: it is another one when the network is. */
  readonly network: pulumi.CustomResource;
  readonly attachment: Pick<libvirt.types.input.DomainNetworkInterface, "networkId" | "bridge">;
}

/** What a MachineNetwork is made from. */
export interface MachineNetworkArgs {
  readonly plan: ClusterPlan;
  readonly channel: Platform["channel"];
}

/** The network of the cluster's machines: behind NAT, with a domain of its own that it answers for. */
export class MachineNetwork extends Component implements MachineLink {
  readonly network: libvirt.Network;
  readonly attachment: MachineLink["attachment"];

  constructor(name: string, { plan, channel }: MachineNetworkArgs, options: pulumi.ComponentResourceOptions) {
    super("MachineNetwork", name, options);
    const cidrs = plan.networks.machine.map(({ cidr }) => cidr);
    const guard = networkGuard(
      this.nameOf("guard"),
      { plan, channel, network: networkWords(plan) },
      { parent: this },
    );
    this.network = new libvirt.Network(
      this.nameOf("nat"),
      {
        name: instanceOf(plan),
        mode: "nat",
        domain: plan.domain,
        addresses: cidrs,
        autostart: true,
        dhcp: { enabled: true },
        dns: {
          enabled: true,
          // Names of the cluster that there are not are asked of nobody else.
          localOnly: true,
          hosts: networkNames(plan).map((name) => ({ ...name })),
        },
        dnsmasqOptions: { options: dnsmasqOptions(plan).map((option) => ({ ...option })) },
        xml: { xslt: networkStylesheet(plan) },
      },
      {
        parent: this,
        dependsOn: [guard],
        deleteBeforeReplace: true,
        // The provider takes a change of these for one that it can make, and makes none.
        replaceOnChanges: ["dnsmasqOptions"],
      },
    );
    this.attachment = { networkId: this.network.id };
    this.registerOutputs({});
  }
}
