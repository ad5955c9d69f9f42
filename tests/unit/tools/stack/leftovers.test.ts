import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endLeftovers, leftoversOf, markOf } from "../../../../tools/stack/leftovers";
import type { Stack } from "../../../../tools/stack/stack";

const folder = mkdtempSync(join(tmpdir(), "hardway-leftovers-"));
const stack: Stack = {
  name: "one",
  folder,
  kubeconfig: join(folder, "kubeconfig"),
  instance: "hardway-unit",
};
const neighbour: Stack = { ...stack, name: "two", folder: `${folder}-two` };

/** Starts a shell that is ready when it has said so; it has the mark of a stack. */
async function start(of: Stack, script: string): Promise<ChildProcess> {
  const environment = { ...process.env, ...markOf(of) };
  const child = spawn("sh", ["-c", script], { env: environment, stdio: ["ignore", "pipe", "ignore"] });
  await once(child.stdout, "data");
  return child;
}

afterAll(async () => {
  await endLeftovers(neighbour);
  rmSync(folder, { recursive: true });
});

describe("the processes that an interrupted operation left", () => {
  it("are known by the stack's mark, and those of other stacks are not among them", async () => {
    const own = await start(stack, "echo ready; sleep 60; true");
    await start(neighbour, "echo ready; sleep 60; true");
    expect(leftoversOf(stack)).toContainEqual({
      pid: own.pid,
      program: "dash",
      command: "sh -c echo ready; sleep 60; true",
    });
    expect(leftoversOf(stack)).toHaveLength(2);
    const ended = await endLeftovers(stack);
    expect(ended).toHaveLength(2);
    expect(leftoversOf(stack)).toEqual([]);
    expect(leftoversOf(neighbour)).toHaveLength(2);
  });

  it("are let finish where they are podman, which leaves what it cannot mend when it is cut off", async () => {
    const podman = join(folder, "podman");
    copyFileSync("/bin/sleep", podman);
    const child = await start(stack, `echo ready; exec ${podman} 0.5`);
    const exited = once(child, "exit");
    await endLeftovers(stack);
    expect(await exited).toEqual([0, null]);
  });

  it("have time to finish what must not be cut in two", async () => {
    const child = await start(
      stack,
      "trap 'sleep 0.2; exit 7' TERM; echo ready; while :; do sleep 0.1; done",
    );
    const exited = once(child, "exit");
    await endLeftovers(stack);
    expect(await exited).toEqual([7, null]);
  });
});
