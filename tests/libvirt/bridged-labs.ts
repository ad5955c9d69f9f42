import { capture } from "../../tools/process";
import { type Lab, startLab } from "./lab";

/** The bridge's name in each lab. */
export const bridge = "br0";

/** Hosts for virtual machines whose bridges are one network: each has a cable to the first. */
export async function startBridgedLabs(names: readonly string[]): Promise<readonly Lab[]> {
  const labs: Lab[] = [];
  for (const name of names) labs.push(await startLab(name));
  for (const lab of labs) await ip(lab, "link", "add", bridge, "up", "type", "bridge");
  const [first, ...others] = labs;
  for (const [index, other] of others.entries()) if (first !== undefined) await join(first, other, index);
  return labs;
}

/** Lays a cable between the bridges of two labs. */
async function join(one: Lab, other: Lab, index: number): Promise<void> {
  const [near, far] = [`cable${index}`, "cable"];
  await ip(one, "link", "add", near, "type", "veth", "peer", "name", far, "netns", other.namespace);
  await ip(one, "link", "set", near, "up", "master", bridge);
  await ip(other, "link", "set", far, "up", "master", bridge);
}

/** Runs `ip` in a lab's network and returns what it printed. */
export function ip(lab: Lab, ...words: readonly string[]): Promise<string> {
  return capture(lab.inNamespace({ program: "ip", arguments: words }));
}
