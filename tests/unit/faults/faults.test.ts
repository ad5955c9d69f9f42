import { faultsOf, sample } from "../../faults/faults";
import { planOf } from "../../support/plan";

const faults = faultsOf(planOf({ controlPlanes: 3, workers: 2 }));

describe("the table of faults", () => {
  it("lets every machine but the bootstrap machine fail in every way, each alone and all at once", () => {
    const targets = ["lb-0", "master-0", "master-1", "master-2", "worker-0", "worker-1", "all machines"];
    const kinds = ["kill", "freeze", "reboot"];
    expect(faults.map(({ name }) => name)).toEqual(
      kinds.flatMap((kind) => targets.map((target) => `${kind} ${target}`)),
    );
    expect(
      faults.filter(({ name }) => name.endsWith("all machines")).map((each) => each.machines.length),
    ).toEqual([6, 6, 6]);
  });

  it("lets no request be lost where requests do not pass", () => {
    const harmless = faults.filter(({ loses }) => loses === "no request");
    expect(harmless.every(({ machines }) => machines.every(({ role }) => role === "worker"))).toBe(true);
    expect(harmless).toHaveLength(6);
  });

  it("has the faults that make test tries", () => {
    expect(faults.map(({ name }) => name)).toEqual(expect.arrayContaining([...sample]));
  });
});
