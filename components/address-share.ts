import type * as pulumi from "@pulumi/pulumi";
import { toMachine } from "./channel";
import { machineOrder, type MachineOrderArgs } from "./machine-order";

/** A machine's share of the API's address: before the machine goes, it hands the address over. */
export function addressShare(
  name: string,
  { foundation, machine, after }: Pick<MachineOrderArgs, "foundation" | "machine" | "after">,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource {
  return machineOrder(
    name,
    {
      foundation,
      machine,
      script: "virtual-address",
      arrives: "join",
      leaves: "leave",
      environment: toMachine(foundation, machine.planned.name),
      after,
    },
    options,
  );
}
