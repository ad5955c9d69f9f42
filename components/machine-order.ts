import * as command from "@pulumi/command";
import type * as pulumi from "@pulumi/pulumi";
import type { Foundation } from "./foundation";
import type { Machine } from "./machine";
import { sharedScript } from "./platform";

/** What a machine is told while it runs, and what it is told before it goes. */
export interface MachineOrderArgs {
  readonly foundation: Foundation;
  readonly machine: Machine;
  /** The script of components/shell that gives the orders. */
  readonly script: string;
  /** The word for the script when the machine is there, be it the first or the one that replaces it. */
  readonly arrives: string;
  /** The word for the script before the machine leaves. */
  readonly leaves: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly after: pulumi.Resource;
}

/** An order to a machine that is taken back before the machine goes, and given anew to the one that replaces it. */
export function machineOrder(
  name: string,
  { foundation, machine, script: orders, arrives, leaves, environment, after }: MachineOrderArgs,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return new command.local.Command(
    name,
    {
      create: `${sharedScript(orders)} ${arrives}`,
      delete: `${sharedScript(orders)} ${leaves}`,
      environment,
      triggers: [machine.booted.id],
    },
    {
      ...options,
      dependsOn: [after],
      deletedWith: foundation.platform.network,
      deleteBeforeReplace: true,
    },
  );
}
