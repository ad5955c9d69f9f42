import { existsSync } from "node:fs";
import { attempt } from "../../process";
import type { Stack } from "../stack";

/** Longer than the kernel takes to find out that nobody has an address (arp(7): three questions, a second apart). */
const limitSeconds = 5;

/**
 * Prints who has the address that is its argument: an interface of the namespace itself, or somebody who answers when the
 * kernel asks for the way to it. A datagram makes the kernel ask; without a route nobody else is there to have it.
 */
const look = `
ip -oneline address show to "$1" | sed -E 's/^[0-9]+: +([^ ]+).*/interface \\1 of the namespace has it/'
if ip route get "$1" > /dev/null 2>&1; then
  ip neighbour flush to "$1"
  (echo > "/dev/udp/$1/9") 2> /dev/null
  until ! ip neighbour show to "$1" | grep --quiet INCOMPLETE; do sleep 0.05; done
  ip neighbour show to "$1" | sed -nE 's/.* lladdr ([0-9a-f:]+) .*/the hardware address \\1 answers/p'
fi
`;

/** Who answers for an address in a stack's network; empty where nobody does, or where there is no network yet. */
export async function holderOf({ instance }: Stack, address: string | undefined): Promise<string> {
  const namespace = `/run/netns/${instance}`;
  if (address === undefined || !existsSync(namespace)) return "";
  const { output } = await attempt({
    program: "nsenter",
    arguments: [`--net=${namespace}`, "bash", "-c", look, "look", address],
    limitSeconds,
  });
  return output.trim().replaceAll("\n", "; ");
}
