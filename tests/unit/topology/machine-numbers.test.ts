import { type ConfigInput, parseConfig } from "../../../topology/config";
import {
  controlPlaneAddressCount,
  hasBootstrapMachine,
  loadBalancerCountOf,
  namedMachines,
  sharesApiAddress,
} from "../../../topology/machine-numbers";
import { machinesOf } from "../../../topology/plan";
import { anyPlanOf, externalPlanOf, planOf } from "../../support/plan";

const addressesOf = (plan: ReturnType<typeof externalPlanOf>) =>
  machinesOf(plan).map(({ name, address }) => `${name} ${address}`);

describe("the names of machines", () => {
  it.each(["ha", "external-etcd", "sno-plus"])(
    "are those of the plan, with their roles: topology %s",
    (topology) => {
      const config = { topology, workers: 1 };
      const planned = machinesOf(anyPlanOf(config)).map(({ name, role }) => ({ name, role }));
      expect(namedMachines(parseConfig("dev", config))).toEqual(planned);
    },
  );
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

describe("the API's address", () => {
  const isShared = (input: ConfigInput): boolean => sharesApiAddress(parseConfig("dev", input));

  it("is shared by several load balancers and by control planes without any, be they one", () => {
    expect(isShared({ loadBalancers: 2 })).toBe(true);
    expect(isShared({ topology: "external-etcd" })).toBe(true);
    for (const controlPlanes of [1, 3]) expect(isShared({ topology: "sno-plus", controlPlanes })).toBe(true);
  });

  it("is that of the one load balancer, be it a machine or the hypervisor", () => {
    expect(isShared({})).toBe(false);
    expect(isShared({ platform: "libvirt", libvirt: { loadBalancer: "host" } })).toBe(false);
  });
});

describe("the machines of topology sno-plus", () => {
  it.each([
    [1, 3],
    [3, 3],
    [5, 5],
  ])(
    "of %d control planes have addresses for %d: the first grow to three without a word to the first",
    (controlPlanes, count) => {
      expect(controlPlaneAddressCount(parseConfig("dev", { topology: "sno-plus", controlPlanes }))).toBe(
        count,
      );
    },
  );

  it("have more addresses than machines in no other topology", () => {
    for (const topology of ["ha", "external-etcd"])
      expect(controlPlaneAddressCount(parseConfig("dev", { topology, controlPlanes: 1 }))).toBe(1);
  });

  it("are neither load balancers nor a bootstrap machine nor any for etcd", () => {
    const config = parseConfig("dev", { topology: "sno-plus", controlPlanes: 1, workers: 1 });
    expect(loadBalancerCountOf(config)).toBe(0);
    expect(hasBootstrapMachine(config)).toBe(false);
    expect(addressesOf(anyPlanOf({ topology: "sno-plus", controlPlanes: 1, workers: 1 }))).toEqual([
      "master-0 10.90.0.11",
      "worker-0 10.90.0.21",
    ]);
  });
});

describe("a bootstrap machine", () => {
  it("goes before the control planes of topology ha alone", () => {
    const having = ["ha", "external-etcd", "sno-plus"].filter((topology) =>
      hasBootstrapMachine(parseConfig("dev", { topology })),
    );
    expect(having).toEqual(["ha"]);
  });
});

describe("several load balancers of topology ha", () => {
  it("share an address, too", () => {
    const plan = planOf({ loadBalancers: 2 });
    expect(plan.loadBalancers.map(({ address }) => address)).toEqual(["10.90.0.5", "10.90.0.6"]);
    expect(plan.virtualRouter?.addresses).toEqual(["10.90.0.9"]);
  });
});
