import { applicationsOf, dnsHostsOf } from "../../../topology/dns";
import { machinesOf } from "../../../topology/plan";
import { anyPlanOf, externalPlanOf, planOf } from "../../support/plan";

describe("the names that the cluster's network answers for", () => {
  it("are the API's, once for the cluster and once for its machines, and those of every machine", () => {
    const plan = planOf({ controlPlanes: 1, workers: 1 });
    expect(dnsHostsOf(plan)).toEqual([
      {
        address: "10.90.0.5",
        names: [
          "api.dev.hardway.internal",
          "api-int.dev.hardway.internal",
          "lb-0.dev.hardway.internal",
          "lb-0",
        ],
      },
      { address: "10.90.0.10", names: ["bootstrap.dev.hardway.internal", "bootstrap"] },
      { address: "10.90.0.11", names: ["master-0.dev.hardway.internal", "master-0"] },
      { address: "10.90.0.21", names: ["worker-0.dev.hardway.internal", "worker-0"] },
    ]);
  });

  it("have the shared address for the API where there are several load balancers", () => {
    const [first, ...others] = dnsHostsOf(externalPlanOf());
    expect(first).toEqual({
      address: "10.90.0.200",
      names: ["api.dev.hardway.internal", "api-int.dev.hardway.internal"],
    });
    expect(others).toHaveLength(machinesOf(externalPlanOf()).length);
  });

  it("are known in both families", () => {
    const addresses = dnsHostsOf(anyPlanOf({ addressFamily: "dual", workers: 0, controlPlanes: 1 })).map(
      ({ address }) => address,
    );
    expect(addresses).toEqual(expect.arrayContaining(["10.90.0.11", "fd90::11"]));
  });
});

it("applications are reached at the API's address, whatever their name", () => {
  expect(applicationsOf(planOf())).toEqual({ domain: "apps.dev.hardway.internal", addresses: ["10.90.0.5"] });
});
