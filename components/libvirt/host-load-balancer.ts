import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { filesOf, type Inventory, inventoryOfFiles } from "../../ignition/given";
import { hostLoadBalancer } from "../../manifests/libvirt/host-load-balancer";
import { shellArchive } from "../../manifests/shell-archive";
import { hypervisorName } from "../../topology/hypervisor";
import type { ClusterPlan } from "../../topology/plan";
import { Component } from "../component";
import type { Platform } from "../platform";
import { script } from "./instance";

/** What the HostLoadBalancer is made from. */
export interface HostLoadBalancerArgs {
  readonly plan: ClusterPlan;
  readonly platform: Platform;
  /** The certificate by which API servers prove that they are the cluster's. */
  readonly authorityPem: pulumi.Output<string>;
}

/**
 * HAProxy on the hypervisor, as a unit of the cluster's own with the API's addresses on the network's bridge. A change of
 * its files reloads it, and its deletion leaves nothing of it.
 */
export class HostLoadBalancer extends Component {
  /** It listens, and starts with the hypervisor. */
  readonly ready: pulumi.Resource;
  /** Its files, by which a preview tells which of them change. */
  readonly files: pulumi.Output<Inventory>;

  constructor(
    name: string,
    { plan, platform, authorityPem }: HostLoadBalancerArgs,
    options: pulumi.ComponentResourceOptions,
  ) {
    super("HostLoadBalancer", name, options);
    // Nothing in them is secret, and so a preview may show them.
    const files = pulumi.unsecret(authorityPem.apply((pem) => filesOf(hostLoadBalancer(plan, pem))));
    this.files = files.apply(inventoryOfFiles);
    const change = `${script("host-load-balancer")} up`;
    this.ready = new command.local.Command(
      this.nameOf("haproxy"),
      {
        create: change,
        update: change,
        delete: `${script("host-load-balancer")} down`,
        stdin: files.apply(shellArchive),
        environment: platform.channelTo(hypervisorName),
        // Another network has another bridge.
        triggers: [platform.network.id, ...plan.api.addresses],
      },
      { parent: this, deleteBeforeReplace: true },
    );
    this.registerOutputs({});
  }
}
