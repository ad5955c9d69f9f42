import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterPlan } from "../../topology/plan";
import { loadBalancerNames } from "../channel";
import {
  type Boot,
  type BootArgs,
  type BootOptions,
  ignoredIn,
  type Platform,
  sharedScript,
} from "../platform";
import { script } from "./instance";

/** What a container is made from beside what any machine is. */
export interface ContainerArgs extends BootArgs {
  readonly plan: ClusterPlan;
  readonly image: pulumi.Output<string>;
  readonly network: pulumi.Resource;
  readonly channel: Platform["channel"];
}

/** A machine as a system container, which is made and booted in one step; another image, address or generation is another machine. */
export function bootContainer(
  name: string,
  { plan, machine, ignition, lifetime, after, image, network, channel }: ContainerArgs,
  options: BootOptions,
): Boot {
  const addresses = machine.addresses.join(" ");
  // The pivot switches the bootstrap machine off for good; every other machine comes back by itself.
  const restart = lifetime === "once" ? "no" : "on-failure";
  const booted = new command.local.Command(
    `${name}-booted`,
    {
      create: script("machine-up"),
      update: sharedScript("machine-update"),
      delete: script("machine-down"),
      stdin: pulumi.secret(ignition),
      environment: {
        ...channel,
        NAME: machine.name,
        LOAD_BALANCERS: loadBalancerNames(plan),
        IMAGE: image,
        ADDRESSES: addresses,
        MAC: machine.mac,
        GENERATION: String(machine.generation),
        RESTART: restart,
      },
      triggers: [image, addresses, machine.mac, machine.generation, restart],
    },
    {
      ...options,
      dependsOn: [network, ...after],
      deletedWith: network,
      deleteBeforeReplace: true,
      ignoreChanges: ignoredIn(lifetime),
    },
  );
  return { made: booted, booted };
}
