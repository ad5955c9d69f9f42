import * as libvirt from "@pulumi/libvirt";
import type * as pulumi from "@pulumi/pulumi";
import { dnsmasqOptions, networkNames, networkStylesheet } from "../../manifests/libvirt/network";
import type { ClusterPlan } from "../../topology/plan";
import { Component } from "../component";
import { instanceOf } from "../platform";

/** What a MachineNetwork is made from. */
export interface MachineNetworkArgs {
  readonly plan: ClusterPlan;
}

/** The network of the cluster's machines: behind NAT, with a domain of its own that it answers for. */
export class MachineNetwork extends Component {
  readonly network: libvirt.Network;

  constructor(name: string, { plan }: MachineNetworkArgs, options: pulumi.ComponentResourceOptions) {
    super("MachineNetwork", name, options);
    this.network = new libvirt.Network(
      this.nameOf("nat"),
      {
        name: instanceOf(plan),
        mode: "nat",
        domain: plan.domain,
        addresses: plan.networks.machine.map(({ cidr }) => cidr),
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
        deleteBeforeReplace: true,
        // The provider takes a change of these for one that it can make, and makes none.
        replaceOnChanges: ["dnsmasqOptions"],
      },
    );
    this.registerOutputs({});
  }
}
