import { whileItLasts } from "../../ha/expected";
import { faultsOf, sample } from "../../ha/faults";
import { externalPlanOf } from "../../support/plan";

const plan = externalPlanOf();
const faults = faultsOf(plan);
const names = faults.map(({ name }) => name);

describe("the faults of a highly available cluster", () => {
  it.each(["freeze", "kill", "disconnect"])(
    "%s each machine that requests pass, whoever holds and leads",
    (kind) => {
      const machines = ["etcd-0", "etcd-1", "etcd-2", "lb-0", "lb-1", "master-0", "master-1", "master-2"];
      const targets = [...machines, "the holder", "the leader"];
      expect(names.filter((name) => name.startsWith(`${kind} `) && !name.includes("API"))).toEqual(
        targets.map((target) => `${kind} ${target}`),
      );
    },
  );

  it.each([
    ["kill", 0],
    ["freeze", 3],
  ])("%s the API server of each control plane, and promise answers %d s later", (kind, bound) => {
    const ofApiServers = faults.filter(({ name }) => name.startsWith(`${kind} the API server of`));
    expect(ofApiServers.map(({ name }) => name.split(" ").at(-1))).toEqual([
      "master-0",
      "master-1",
      "master-2",
    ]);
    expect(ofApiServers.map((fault) => fault.bound)).toEqual([bound, bound, bound]);
  });

  it("have each a name of its own, and those of the sample are among them", () => {
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining([...sample]));
  });

  it("leave one member less while a machine of etcd is out of order, and all otherwise", () => {
    const expected = (name: string) =>
      faults.filter((fault) => fault.name === name).map((fault) => whileItLasts(plan, fault))[0];
    expect(expected("freeze the leader")).toEqual({ failedGets: [], healthyMembers: 2, holders: 1 });
    expect(expected("kill lb-0")).toEqual({ failedGets: [], healthyMembers: 3, holders: 1 });
    expect(expected("reset etcd-0")).toEqual({ failedGets: [] });
    expect(expected("reset all machines")).toBeUndefined();
  });
});
