import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { capture } from "../tools/process";

/** Where the kernel counts memory, and what it calls it: version 1 of control groups, then version 2. */
const versions = [
  { root: "/sys/fs/cgroup/memory", usage: "memory.usage_in_bytes", inactive: "total_inactive_file" },
  { root: "/sys/fs/cgroup", usage: "memory.current", inactive: "inactive_file" },
] as const;

/**
 * The memory that a cluster's machines need, in GiB: their working sets, as the kubelet counts them,
 * which leaves out cached files that the kernel can drop at any time.
 */
export async function clusterMemory(instance: string): Promise<number> {
  const format = "{{.ID}}";
  const filter = `label=hardway.instance=${instance}`;
  const listed = await capture({
    program: "podman",
    arguments: ["ps", "--no-trunc", "--filter", filter, "--format", format],
  });
  const ids = listed.split("\n").filter((id) => id !== "");
  return ids.map(workingSet).reduce((sum, bytes) => sum + bytes, 0) / 2 ** 30;
}

function workingSet(id: string): number {
  for (const { root, usage, inactive } of versions) {
    const group = existsSync(root) ? find(root, `libpod-${id}`) : undefined;
    if (group === undefined || !existsSync(join(group, usage))) continue;
    const used = Number(readFileSync(join(group, usage), "utf8"));
    const dropped = new RegExp(`^${inactive} ([0-9]+)$`, "m").exec(
      readFileSync(join(group, "memory.stat"), "utf8"),
    );
    return used - Number(dropped?.[1] ?? 0);
  }
  throw new Error(`the control group of container ${id} was not found`);
}

/** Podman puts containers into a group of its own or, with systemd, into a slice. */
function find(root: string, name: string): string | undefined {
  const parents = [root, join(root, "libpod_parent"), join(root, "machine.slice")];
  for (const parent of parents.filter((each) => existsSync(each))) {
    const entry = readdirSync(parent).find((each) => each === name || each === `${name}.scope`);
    if (entry !== undefined) return join(parent, entry);
  }
  return undefined;
}
