import * as command from "@pulumi/command";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterPlan } from "../topology/plan";
import { type Platform, sharedScript } from "./platform";

/** What a network guard is made from. */
export interface NetworkGuardArgs {
  readonly plan: Pick<ClusterPlan, "replaceNetwork">;
  readonly channel: Platform["channel"];
  /** All of the network of which a change makes another one, in words for the user. */
  readonly network: readonly string[];
}

/**
 * What a network depends on: it refuses that the network is replaced while machines run on it, before anything is done.
 * It is updated in place, as the deletion of what a network depends on comes after the network's own.
 */
export function networkGuard(
  name: string,
  { plan, channel, network }: NetworkGuardArgs,
  options: pulumi.CustomResourceOptions = {},
): command.local.Command {
  const script = sharedScript("network-guard");
  const environment = { ...channel, NETWORK: network.join(" "), CONSENT: plan.replaceNetwork ?? "" };
  return new command.local.Command(name, { create: script, update: script, environment }, options);
}
