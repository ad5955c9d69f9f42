import { attempt, failed } from "../process";
import type { Stack } from "../stack/stack";
import type { RunningNode } from "./nodes";
import { withNodes } from "./entered";

/**
 * What ends MicroShift on a node, in this order: its service alone leaves all pods running under CRI-O, which ends them by
 * their slice (facts: microshift.md, A13).
 */
const units = ["microshift.service", "kubepods.slice"] as const;

/** Ends MicroShift and its pods on every running node of a stack, and says what runs still; nothing is deleted. */
export async function stop(stack: Stack): Promise<number> {
  return withNodes(stack, "stop", async ({ nodes, wayInto }) => {
    // Node 1 is what others ask for until there is a virtual address, so it ends last.
    for (const node of [...nodes].reverse()) console.log(`${node.name}: ${await stopNode(node)}`);
    console.log(`\nImages and data are as they were. To start MicroShift again:`);
    for (const { name } of nodes) console.log(`  ${wayInto(name)} systemctl start microshift.service`);
    return 0;
  });
}

/** Ends MicroShift on a node, by whatever way programs are run there; returns what runs still, as a sentence. */
export async function stopNode(node: RunningNode): Promise<string> {
  for (const unit of units) {
    const command = node.inside("systemctl", "stop", unit);
    const ended = await attempt(command);
    if (ended.exitCode !== 0) throw failed(command, ended);
  }
  return stillRunning(node);
}

/** CRI-O itself, and whatever was started outside the pods' slice, go on. */
async function stillRunning({ inside }: RunningNode): Promise<string> {
  const active = await attempt(
    inside("systemctl", "list-units", "--no-legend", "--plain", "--state=active", ...watched),
  );
  const names = active.output
    .split("\n")
    .map((line) => line.trim().split(/\s+/)[0] ?? "")
    .filter((name) => name !== "");
  const listed = await attempt(inside("crictl", "ps", "--quiet"));
  const containers =
    listed.exitCode === 0
      ? `${listed.output.split("\n").filter(Boolean).length} containers of pods run`
      : `crictl could not tell which containers run (exit code ${listed.exitCode})`;
  return `stopped; ${containers}; still active: ${names.join(", ") || "nothing of MicroShift's"}`;
}

/** The units that MicroShift has or needs. */
const watched = ["microshift*", "crio.service", "kubepods.slice", "crio-*.scope"] as const;
