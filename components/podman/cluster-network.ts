import * as command from "@pulumi/command";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterPlan } from "../../topology/plan";
import { Component } from "../component";
import { networkGuard } from "../network-guard";
import { instanceOf, type Platform } from "../platform";
import { script } from "./instance";

/** What of a plan the network is made from. */
type NetworkPlan = Pick<ClusterPlan, "stack" | "replaceNetwork"> & {
  readonly networks: Pick<ClusterPlan["networks"], "machine">;
  readonly api: Pick<ClusterPlan["api"], "address" | "port" | "forwardedPort">;
};

/** What a ClusterNetwork is made from. */
export interface ClusterNetworkArgs {
  readonly plan: NetworkPlan;
  readonly channel: Platform["channel"];
  /** Whether machines reach what is outside; left out, they do not. */
  readonly outbound?: "none" | "nat";
}

/**
 * The network of the cluster in a namespace of its own, and the host's way into it: one forwarded loopback port.
 * Its deletion sweeps the whole cluster from the host, so machines need not be deleted one by one.
 */
export class ClusterNetwork extends Component {
  /** What machines are deleted with. */
  readonly network: command.local.Command;
  readonly forward: command.local.Command;
  /** What machines come after that pull from outside. */
  readonly reachable: command.local.Command;

  constructor(name: string, args: ClusterNetworkArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("ClusterNetwork", name, options);
    this.network = this.makeNetwork(args);
    this.forward = this.makeForward(args.plan);
    this.reachable = args.outbound === "nat" ? this.makeOutbound(args.plan) : this.network;
    this.registerOutputs({});
  }

  private makeNetwork({ plan, channel, outbound }: ClusterNetworkArgs): command.local.Command {
    const networks = plan.networks.machine;
    const guard = networkGuard(
      this.nameOf("guard"),
      { plan, channel, network: networks.map(({ cidr }) => cidr) },
      { parent: this },
    );
    return new command.local.Command(
      this.nameOf("namespace"),
      {
        create: script("network-up"),
        delete: script("network-down"),
        environment: {
          INSTANCE: instanceOf(plan),
          PROJECT: process.cwd(),
          NETWORKS: networks.map(({ cidr, gateway }) => `${cidr},${gateway}`).join(" "),
          ...(outbound && { OUTBOUND: outbound }),
        },
        triggers: [
          ...networks.flatMap(({ cidr, gateway }) => [cidr, gateway]),
          ...(outbound ? [outbound] : []),
        ],
      },
      { parent: this, dependsOn: [guard], deleteBeforeReplace: true },
    );
  }

  private makeOutbound(plan: NetworkPlan): command.local.Command {
    return new command.local.Command(
      this.nameOf("outbound"),
      {
        create: script("outbound-up"),
        delete: script("outbound-down"),
        environment: { INSTANCE: instanceOf(plan) },
      },
      { parent: this, dependsOn: [this.network], deleteBeforeReplace: true },
    );
  }

  private makeForward(plan: NetworkPlan): command.local.Command {
    return new command.local.Command(
      this.nameOf("forward"),
      {
        create: script("forward-up"),
        delete: script("forward-down"),
        environment: {
          INSTANCE: instanceOf(plan),
          PORT: String(plan.api.forwardedPort),
          // The proxy takes what is before the last colon for the address, and no brackets.
          TARGET: `${plan.api.address}:${plan.api.port}`,
        },
      },
      { parent: this, dependsOn: [this.network], deleteBeforeReplace: true },
    );
  }
}
