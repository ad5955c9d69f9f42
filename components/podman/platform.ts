import type * as pulumi from "@pulumi/pulumi";
import type { ClusterPlan } from "../../topology/plan";
import { type Boot, type BootArgs, type BootOptions, instanceOf, type Platform } from "../platform";
import { bootContainer } from "./boot";
import { ClusterNetwork } from "./cluster-network";
import { insideNamespace } from "./instance";
import { MachineImage, type MachineImageArgs } from "./machine-image";

/** What the podman platform is made from. */
export interface PodmanPlatformArgs {
  readonly plan: ClusterPlan;
  readonly image: MachineImageArgs;
}

/** Machines as system containers, on a network in a namespace of the cluster's own. */
export class PodmanPlatform implements Platform {
  readonly network: pulumi.CustomResource;
  readonly wayToApi: pulumi.Resource;
  readonly inNetwork: string;
  readonly channel: Platform["channel"];
  readonly pace = {};
  private readonly image: pulumi.Output<string>;

  constructor(private readonly args: PodmanPlatformArgs) {
    const { plan, image } = args;
    this.channel = { PLATFORM: "podman", INSTANCE: instanceOf(plan) };
    const { network, forward } = new ClusterNetwork("network", { plan, channel: this.channel });
    this.network = network;
    this.wayToApi = forward;
    this.image = new MachineImage("image", image).reference;
    this.inNetwork = `${insideNamespace(plan)} `;
  }

  /** All containers are on this host. */
  channelTo(): Platform["channel"] {
    return this.channel;
  }

  boot(name: string, args: BootArgs, options: BootOptions): Boot {
    const { plan } = this.args;
    const { image, network, channel } = this;
    return bootContainer(name, { ...args, plan, image, network, channel }, options);
  }

  /** The configuration has been refused by now that wants it (topology/openshift/in-place-rules.ts). */
  bootLive(name: string): never {
    throw new Error(`${name}: a container boots no live image`);
  }

  installed(name: string): never {
    throw new Error(`${name}: a container is installed by no live image`);
  }

  /** A container has its name and its address from its host. */
  extraFilesOf(): undefined {
    return undefined;
  }
}
