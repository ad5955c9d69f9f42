import { existsSync } from "node:fs";
import { repository } from "../../paths";
import { attempt } from "../../process";
import type { Stack } from "../stack";

/** Longer than the kernel takes to find out that nobody has an address (arp(7): three questions, a second apart). */
const limitSeconds = 5;

/** Asks, waits until the kernel knows, and says who has the address, by the functions that look before a machine starts. */
const look = `
. components/podman/address.sh
ask_for_address
while in_namespace neighbour show to "$ADDRESS" | grep --quiet INCOMPLETE; do sleep 0.05; done
address_holder | sed 's/^interface.*/& has it/; s/^the hardware.*/& answers/'
`;

/** Who answers for an address in a stack's network; empty where nobody does, or where there is no network yet. */
export async function holderOf({ instance }: Stack, address: string): Promise<string> {
  if (!existsSync(`/run/netns/${instance}`)) return "";
  const { output } = await attempt({
    program: "sh",
    arguments: ["-c", look],
    folder: repository,
    environment: { INSTANCE: instance, ADDRESS: address },
    limitSeconds,
  });
  return output.trim().replaceAll("\n", "; ");
}
