import { join } from "node:path";
import { readableShellWord } from "../../topology/shell-word";
import { repository } from "../paths";
import { capture } from "../process";

/** Where the scripts of components/podman keep what belongs to no machine: a folder for each stack of every project on this host. */
export const instancesFolder = "/var/lib/hardway";

/** Ends the proxy of the forwarded port, and removes the rest: what `make destroy` does last, which asks nobody's state. */
const scripts = ["forward-down.sh", "network-down.sh"] as const;

const pathOf = (script: string) => join(repository, "components", "podman", script);

/** What removes an instance whose project is gone, as a line of shell. */
export function sweepLine(instance: string): string {
  return scripts.map((script) => `INSTANCE=${instance} ${readableShellWord(pathOf(script))}`).join(" && ");
}

/** Removes machines, volumes, network and namespace of an instance; its libvirt domains are not its host's. */
export async function sweep(instance: string): Promise<void> {
  for (const script of scripts)
    await capture({ program: pathOf(script), arguments: [], environment: { INSTANCE: instance } });
}
