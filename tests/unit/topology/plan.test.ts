import { controlPlaneHostsOf, machinesOf, nodesOf } from "../../../topology/plan";
import { planOf } from "../../support/plan";

const plan = planOf({ controlPlanes: 1, workers: 1 });
const namesOf = (machines: readonly { readonly name: string }[]) => machines.map(({ name }) => name);

describe("the machines of a plan", () => {
  it("are all of them", () => {
    expect(namesOf(machinesOf(plan))).toEqual(["lb-0", "bootstrap", "master-0", "worker-0"]);
  });

  it("that become nodes are control planes and workers", () => {
    expect(namesOf(nodesOf(plan))).toEqual(["master-0", "worker-0"]);
  });

  it("that ever run an API server are the bootstrap machine and the control planes", () => {
    expect(namesOf(controlPlaneHostsOf(plan))).toEqual(["bootstrap", "master-0"]);
  });
});
