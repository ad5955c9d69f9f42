import type { Command } from "../process";
import { capture } from "../process";
import type { Stack } from "../stack/stack";

/** A node whose machine runs, and how a program is run in it. */
export interface RunningNode {
  /** Its name in the cluster: node-1. */
  readonly name: string;
  /** The command that runs a program in the node; the program ends with it. */
  readonly inside: (...words: readonly string[]) => Command;
}

/** The nodes of a stack on podman that run, by their ids. */
export async function runningNodes({ instance }: Stack): Promise<readonly RunningNode[]> {
  const options = ["--filter", `label=hardway.instance=${instance}`, "--format", "{{.Names}} {{.Pid}}"];
  const listing = await capture({ program: "podman", arguments: ["ps", ...options] });
  return nodesIn(listing, instance);
}

/** Reads such a listing, a container's name and its first process on each line. */
export function nodesIn(listing: string, instance: string): readonly RunningNode[] {
  const found = listing.split("\n").flatMap((line) => {
    const [container = "", pid = ""] = line.trim().split(" ");
    const name = container.slice(instance.length + 1);
    const id = /^node-(\d+)$/.exec(name)?.[1];
    return id === undefined || pid === "" ? [] : [{ id: Number(id), name, pid }];
  });
  return [...found]
    .sort((one, other) => one.id - other.id)
    .map(({ name, pid }) => ({ name, inside: (...words) => insideOf(pid, words) }));
}

/** Podman itself would leave the program behind in the container where it is ended before it. */
function insideOf(pid: string, words: readonly string[]): Command {
  const namespaces = ["--mount", "--uts", "--ipc", "--net", "--pid", "--root", "--wd"];
  return { program: "nsenter", arguments: [`--target=${pid}`, ...namespaces, ...words] };
}
