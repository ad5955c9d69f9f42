import { addressSharersOf, bootstrapsOf, controlPlaneHostsOf, machinesOf } from "../../../topology/plan";
import { inPlacePlanOf } from "../../support/openshift-plan";
import { anyPlanOf, planOf } from "../../support/plan";

describe("the default plan", () => {
  const plan = planOf();

  it("has a load balancer, a bootstrap machine, three control planes and two workers", () => {
    expect(machinesOf(plan).map(({ name, role, address }) => `${name} ${role} ${address}`)).toEqual([
      "lb-0 loadBalancer 10.90.0.5",
      "bootstrap bootstrap 10.90.0.10",
      "master-0 controlPlane 10.90.0.11",
      "master-1 controlPlane 10.90.0.12",
      "master-2 controlPlane 10.90.0.13",
      "worker-0 worker 10.90.0.21",
      "worker-1 worker 10.90.0.22",
    ]);
  });

  it("puts every name under the cluster's own domain", () => {
    expect(plan.domain).toBe("dev.hardway.internal");
    expect(plan.api.fqdn).toBe("api.dev.hardway.internal");
    expect(plan.workers.map(({ fqdn }) => fqdn)).toEqual([
      "worker-0.dev.hardway.internal",
      "worker-1.dev.hardway.internal",
    ]);
  });

  it("numbers the pods' networks as the machines are numbered", () => {
    expect([...plan.controlPlanes, ...plan.workers].map(({ podNetworks }) => podNetworks[0].cidr)).toEqual([
      "10.244.11.0/24",
      "10.244.12.0/24",
      "10.244.13.0/24",
      "10.244.21.0/24",
      "10.244.22.0/24",
    ]);
  });

  it("gives the first and the tenth Service address to the API and to DNS", () => {
    expect(plan.networks.service[0]).toMatchObject({ apiServer: "10.96.0.1", dns: "10.96.0.10" });
    expect(plan.networks.machine[0].gateway).toBe("10.90.0.1");
  });

  it("keeps ordinary pods off the control planes", () => {
    expect(
      plan.controlPlanes.flatMap(({ taints }) => taints.map(({ key, effect }) => `${key}:${effect}`)),
    ).toEqual(Array(3).fill("node-role.kubernetes.io/control-plane:NoSchedule"));
    expect(plan.workers.flatMap(({ taints }) => taints)).toEqual([]);
  });
});

describe("the plan of topology sno-plus", () => {
  const snoPlusOf = (input: object) => anyPlanOf({ topology: "sno-plus", ...input });
  const [eleven, twelve, thirteen] = ["10.90.0.11", "10.90.0.12", "10.90.0.13"];

  it.each([
    [1, [eleven, twelve, thirteen]],
    [3, [eleven, twelve, thirteen]],
    [5, [eleven, twelve, thirteen, "10.90.0.14", "10.90.0.15"]],
  ])(
    "of %d control planes shares the API's address among those and the ones to come",
    (controlPlanes, sharers) => {
      const { virtualRouter, api, ...plan } = snoPlusOf({ controlPlanes });
      expect(virtualRouter).toMatchObject({ addresses: ["10.90.0.9"], sharers });
      expect(api.addresses).toEqual(["10.90.0.9"]);
      expect(plan.controlPlanes).toHaveLength(controlPlanes);
      expect(addressSharersOf({ ...plan, api, virtualRouter })).toEqual(plan.controlPlanes);
    },
  );

  it("keeps the virtual router's number when it grows", () => {
    const ids = [1, 3, 5].map((controlPlanes) => snoPlusOf({ controlPlanes }).virtualRouter?.id);
    expect(new Set(ids).size).toBe(1);
  });

  it("lets workloads run on its control planes, and has no machine besides nodes", () => {
    const plan = snoPlusOf({ workers: 1 });
    expect([...plan.controlPlanes, ...plan.workers].flatMap(({ taints }) => taints)).toEqual([]);
    expect(plan).toMatchObject({ loadBalancers: [], etcdMachines: [], bootstrap: undefined });
  });

  it("has its first control plane be the bootstrap machine where OKD is installed in place, one machine in all", () => {
    const plan = inPlacePlanOf();
    expect(plan.bootstrap).toMatchObject({ role: "bootstrap", name: "master-0", address: eleven });
    expect(bootstrapsOf(plan)).toEqual([]);
    expect(controlPlaneHostsOf(plan)).toEqual(plan.controlPlanes);
    expect(machinesOf(plan).map(({ name }) => name)).toEqual(["master-0"]);
    expect(plan.openshift.inPlace).toMatchObject({ installationDisk: "/dev/vda" });
  });
});

describe("a plan", () => {
  it("reaches the API at the address that was asked for", () => {
    const plan = planOf({ apiAddress: "10.90.0.100" });
    expect(plan.api.address).toBe("10.90.0.100");
    expect(plan.loadBalancers.map(({ address }) => address)).toEqual(["10.90.0.100"]);
  });

  it("numbers pods' networks by the place in the machine network and not by the last byte", () => {
    const plan = planOf({ machineNetwork: "10.90.0.32/27", podNetwork: "10.248.0.0/19" });
    expect(plan.controlPlanes[0]).toMatchObject({
      address: "10.90.0.43",
      podNetworks: [{ cidr: "10.248.11.0/24" }],
    });
  });

  it("has IPv6 addresses that end in the decimal digits of a machine's number", () => {
    const plan = planOf({ addressFamily: "ipv6" });
    expect(plan.controlPlanes[0]).toMatchObject({
      address: "fd90::11",
      addresses: ["fd90::11"],
      podNetworks: [{ cidr: "fd42:0:0:11::/64" }],
    });
    expect(plan.networks.machine).toEqual([
      { family: "ipv6", cidr: "fd90::/64", prefix: 64, gateway: "fd90::1" },
    ]);
    expect(plan.networks.service[0]).toMatchObject({ apiServer: "fd96::1", dns: "fd96::10" });
    expect(plan.api.address).toBe("fd90::5");
  });

  it("has an address of each family where it is dual, and the API's in both at the number that was asked for", () => {
    const plan = planOf({ addressFamily: "dual", apiAddress: "10.90.0.100" });
    expect(plan.workers[1]).toMatchObject({
      address: "10.90.0.22",
      addresses: ["10.90.0.22", "fd90::22"],
      podNetworks: [{ cidr: "10.244.22.0/24" }, { cidr: "fd42:0:0:22::/64" }],
    });
    expect(plan.api.addresses).toEqual(["10.90.0.100", "fd90::100"]);
  });

  it("writes further addresses of the API as everybody compares them", () => {
    expect(planOf({ extraApiSans: ["FD00:0::7", "k8s.test"] }).api.extraSans).toEqual([
      "fd00::7",
      "k8s.test",
    ]);
  });

  it("gives labels to the node that they are for", () => {
    const plan = planOf({ nodeLabels: { "worker-1": { zone: "b" } } });
    expect(plan.workers.map(({ labels }) => labels)).toEqual([{}, { zone: "b" }]);
  });

  it("forwards the port that was asked for, else one of its stack's own below the ephemeral ports", () => {
    expect(planOf({ forwardedPort: 16443 }).api.forwardedPort).toBe(16443);
    expect(planOf().api.forwardedPort).toBe(planOf({ workers: 1 }).api.forwardedPort);
    expect(planOf().api.forwardedPort).toBeGreaterThanOrEqual(20000);
    expect(planOf().api.forwardedPort).toBeLessThan(30000);
  });
});
