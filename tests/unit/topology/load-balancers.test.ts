import { connectionsOf } from "../../../topology/endpoints";
import { dnsHostsOf } from "../../../topology/dns";
import { balancersOf } from "../../../topology/load-balancers";
import { machinesOf } from "../../../topology/plan";
import { anyPlanOf, externalPlanOf, planOf } from "../../support/plan";

const onHost = { platform: "libvirt", libvirt: { loadBalancer: "host" } };

describe("a load balancer on the hypervisor", () => {
  const plan = anyPlanOf(onHost);

  it("is no machine, and is known by a name that no machine has", () => {
    expect(plan.loadBalancers).toEqual([]);
    expect(plan.virtualRouter).toBeUndefined();
    expect(balancersOf(plan)).toEqual([{ name: "hypervisor", address: "10.90.0.5" }]);
    expect(machinesOf(plan).map(({ name }) => name)).not.toContain("hypervisor");
  });

  it("has the API's address, which may be another one, in each family", () => {
    const addresses = (more: object) => anyPlanOf({ ...onHost, ...more }).api.addresses;
    expect(addresses({ apiAddress: "10.90.0.100" })).toEqual(["10.90.0.100"]);
    expect(addresses({ hostNumbers: { loadBalancer: 7 } })).toEqual(["10.90.0.7"]);
    expect(addresses({ addressFamily: "dual" })).toEqual(["10.90.0.5", "fd90::5"]);
    expect(addresses({ topology: "external-etcd" })).toEqual(["10.90.0.191"]);
  });

  it("is found by the API's names, and the API servers' certificates cover how it is dialled", () => {
    expect(dnsHostsOf(plan)[0]).toEqual({
      address: "10.90.0.5",
      names: ["api.dev.hardway.internal", "api-int.dev.hardway.internal"],
    });
    const dialled = connectionsOf(plan).filter(({ host }) => host === "10.90.0.5");
    expect(dialled.length).toBeGreaterThan(0);
    for (const { sans } of dialled) expect(sans.ip).toContain("10.90.0.5");
  });
});

describe("load balancers that are machines", () => {
  it("are themselves", () => {
    const plan = externalPlanOf();
    expect(balancersOf(plan)).toBe(plan.loadBalancers);
    expect(balancersOf(planOf({ platform: "libvirt" })).map(({ name }) => name)).toEqual(["lb-0"]);
  });
});
