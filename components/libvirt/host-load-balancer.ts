import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { filesOf, type Inventory, inventoryOfFiles } from "../../ignition/given";
import { hostLoadBalancer } from "../../manifests/libvirt/host-load-balancer";
import { shellArchive } from "../../manifests/shell-archive";
import { hypervisorName } from "../../topology/hypervisor";
import { Component } from "../component";
import type { Foundation } from "../foundation";
import { script } from "./instance";

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
    { plan, platform, secrets }: Foundation,
    options: pulumi.ComponentResourceOptions,
  ) {
    super("HostLoadBalancer", name, options);
    // Nothing in them is secret, and so a preview may show them.
    const files = pulumi.unsecret(
      secrets.ofOperators.apply((bundle) => filesOf(hostLoadBalancer(plan, bundle))),
    );
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
