import * as command from "@pulumi/command";
import type * as pulumi from "@pulumi/pulumi";
import { foundingMark } from "../manifests/etcd/membership";
import { toMachine } from "./channel";
import type { Foundation } from "./foundation";
import type { Machine } from "./machine";
import { sharedScript } from "./platform";

/**
 * The order to a machine to found etcd's cluster, once. Whatever becomes of the machine, it is never given again: its
 * successor would start a second cluster.
 */
export function founding(
  name: string,
  { foundation, machine }: { readonly foundation: Foundation; readonly machine: Machine },
  options: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return new command.local.Command(
    name,
    {
      create: sharedScript("etcd-found"),
      environment: { ...toMachine(foundation, machine.planned.name), MARK: foundingMark },
    },
    {
      ...options,
      dependsOn: [machine.booted],
      deletedWith: foundation.platform.network,
      ignoreChanges: ["*"],
    },
  );
}
