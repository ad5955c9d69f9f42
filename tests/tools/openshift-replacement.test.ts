import { EngineStack } from "./engine-stack";

jest.setTimeout(180_000);

const stack = new EngineStack({
  name: "replaced",
  program: "openshift-replacement-program",
  environment: { MACHINES: "master-0 master-1 master-2" },
});
const replaced = (name: string) => [`${name} left`, `${name} removed`, `${name} made`, `${name} joined`];

describe("control planes of OpenShift, as the engine makes and replaces them", () => {
  beforeAll(() => stack.prepare());

  it("boot side by side at first, before any of them has joined, and join in their order", async () => {
    const names = ["master-0", "master-1", "master-2"];
    expect(await stack.upWell({})).toEqual([
      ...names.map((name) => `${name} made`),
      ...names.map((name) => `${name} joined`),
    ]);
  });

  it("are replaced one after the other: the next leaves when the one before it has joined", async () => {
    const machineGenerations = { "master-0": 2, "master-1": 2, "master-2": 2 };
    expect(await stack.upWell({ machineGenerations })).toEqual([
      ...replaced("master-0"),
      ...replaced("master-1"),
      ...replaced("master-2"),
    ]);
  });

  it("are replaced one after the other where one between them stays", async () => {
    const machineGenerations = { "master-0": 3, "master-1": 2, "master-2": 3 };
    expect(await stack.upWell({ machineGenerations })).toEqual([
      ...replaced("master-0"),
      ...replaced("master-2"),
    ]);
  });

  it("stay where they are when one that was replaced does not join, until it has", async () => {
    const machineGenerations = { "master-0": 4, "master-1": 2, "master-2": 4 };
    stack.break("master-0");
    const { ended, done } = await stack.up({ machineGenerations });
    expect(ended.exitCode).not.toBe(0);
    expect(done).toEqual(["master-0 left", "master-0 removed", "master-0 made"]);
    stack.mend("master-0");
    expect(await stack.upWell({ machineGenerations })).toEqual(["master-0 joined", ...replaced("master-2")]);
  });

  it("come and go one after the other when there are more of them, and fewer", async () => {
    const machineGenerations = { "master-0": 4, "master-1": 2, "master-2": 4 };
    expect(await stack.upWell({ controlPlanes: 5, machineGenerations })).toEqual([
      ...["master-3 made", "master-3 joined"],
      ...["master-4 made", "master-4 joined"],
    ]);
    const done = await stack.upWell({ controlPlanes: 3, machineGenerations });
    expect(done.filter((line) => line.endsWith("left"))).toEqual(["master-4 left", "master-3 left"]);
    for (const name of ["master-3", "master-4"])
      expect(done.indexOf(`${name} removed`)).toBeGreaterThan(done.indexOf(`${name} left`));
  });

  it("leave nobody when the whole cluster is destroyed: their machines go with the network", async () => {
    const { ended, done } = await stack.destroy();
    expect(ended.exitCode).toBe(0);
    expect(done).toEqual([]);
  });
});
