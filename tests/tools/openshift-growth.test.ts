import { EngineStack } from "./engine-stack";

jest.setTimeout(180_000);

const stack = new EngineStack({
  name: "grown",
  program: "openshift-growth-program",
  environment: { MACHINES: "master-0" },
});

describe("a control plane that begins in place and grows, as the engine makes it", () => {
  beforeAll(() => stack.prepare());

  it("is seeded from memory, installed, joins, and is whole before anything else comes", async () => {
    expect(await stack.upWell({ controlPlanes: 1 })).toEqual([
      "master-0 booted a live image",
      "cluster seeded",
      "master-0 installed",
      "master-0 joined",
      "release installed on master-0",
      "topology of master-0",
    ]);
  });

  it("changes nothing at a second up", async () => {
    expect(await stack.upWell({ controlPlanes: 1 })).toEqual([]);
  });

  it("stops at the machine that does not join, before the next is made", async () => {
    stack.break("master-1");
    const { ended, done } = await stack.up({ controlPlanes: 3 });
    expect(ended.exitCode).not.toBe(0);
    expect(done).toEqual(["etcd of master-0 copied", "master-1 made"]);
  });

  it("goes on where it was broken off, copies nothing a second time, and grows by one machine after the other", async () => {
    stack.mend("master-1");
    expect(await stack.upWell({ controlPlanes: 3 })).toEqual([
      "master-1 joined",
      "master-2 made",
      "master-2 joined",
      "topology of master-0, master-1, master-2",
    ]);
  });

  it("does not shrink: a plan of one is refused before any of the three has left", async () => {
    const { ended, done } = await stack.up({ controlPlanes: 1 });
    expect(ended.exitCode).not.toBe(0);
    expect(done).toEqual([]);
    // What was refused is tried again, and holds this time.
    expect(await stack.upWell({ controlPlanes: 3 })).toEqual([]);
  });

  it("has its first machine replaced by one like all others: it leaves, is removed, is made of the boot image and joins", async () => {
    expect(await stack.upWell({ controlPlanes: 3, machineGenerations: { "master-0": 2 } })).toEqual([
      "master-0 left",
      "master-0 removed",
      "master-0 made",
      "master-0 joined",
    ]);
  });

  it("replaces all of them one after the other, and none by a live image ever again", async () => {
    const machineGenerations = { "master-0": 3, "master-1": 2, "master-2": 2 };
    expect(await stack.upWell({ controlPlanes: 3, machineGenerations })).toEqual(
      ["master-0", "master-1", "master-2"].flatMap((name) => [
        `${name} left`,
        `${name} removed`,
        `${name} made`,
        `${name} joined`,
      ]),
    );
  });

  it("leaves nobody when the whole cluster is destroyed: its machines go with the network", async () => {
    const { ended, done } = await stack.destroy();
    expect(ended.exitCode).toBe(0);
    expect(done).toEqual([]);
  });
});
