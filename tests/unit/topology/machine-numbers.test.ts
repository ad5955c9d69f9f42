import { parseConfig } from "../../../topology/config";
import { namedMachines } from "../../../topology/machine-numbers";
import { machinesOf } from "../../../topology/plan";
import { anyPlanOf, externalPlanOf, planOf } from "../../support/plan";

const addressesOf = (plan: ReturnType<typeof externalPlanOf>) =>
  machinesOf(plan).map(({ name, address }) => `${name} ${address}`);

describe("the names of machines", () => {
  it.each(["ha", "external-etcd"])("are those of the plan, with their roles: topology %s", (topology) => {
    const config = { topology, workers: 1 };
    const planned = machinesOf(anyPlanOf(config)).map(({ name, role }) => ({ name, role }));
    expect(namedMachines(parseConfig("dev", config))).toEqual(planned);
  });
});

describe("the machines of topology external-etcd", () => {
  const plan = externalPlanOf();

  it("have the numbers of the original, and no bootstrap machine is among them", () => {
    expect(addressesOf(plan)).toEqual([
      "etcd-0 10.90.0.193",
      "etcd-1 10.90.0.194",
      "etcd-2 10.90.0.195",
      "lb-0 10.90.0.191",
      "lb-1 10.90.0.192",
      "master-0 10.90.0.11",
      "master-1 10.90.0.12",
      "master-2 10.90.0.13",
      "worker-0 10.90.0.21",
      "worker-1 10.90.0.22",
    ]);
    expect(plan.virtualRouter?.addresses).toEqual(["10.90.0.200"]);
    expect(plan.api.address).toBe("10.90.0.200");
  });

  it("can have others", () => {
    const hostNumbers = { etcd: 50, loadBalancer: 60, virtualAddress: 70 };
    const other = externalPlanOf({ hostNumbers, etcdMembers: 5, loadBalancers: 3, workers: 0 });
    expect(other.etcdMachines.at(-1)?.address).toBe("10.90.0.54");
    expect(other.loadBalancers.map(({ address }) => address)).toEqual([
      "10.90.0.60",
      "10.90.0.61",
      "10.90.0.62",
    ]);
    expect(other.api.address).toBe("10.90.0.70");
  });
});

describe("several load balancers of topology ha", () => {
  it("share an address, too", () => {
    const plan = planOf({ loadBalancers: 2 });
    expect(plan.loadBalancers.map(({ address }) => address)).toEqual(["10.90.0.5", "10.90.0.6"]);
    expect(plan.virtualRouter?.addresses).toEqual(["10.90.0.9"]);
  });
});
