import { applicationsOf, dnsHostsOf } from "../../../topology/dns";
import { machinesOf } from "../../../topology/plan";
import { parseConfig } from "../../../topology/config";
import { plan } from "../../../topology/make-plan";
import { okdInput, rehearsalInput } from "../../support/openshift-config";
import { inPlacePlanOf } from "../../support/openshift-plan";
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

describe("the names of OKD", () => {
  const okd = plan(
    parseConfig("okd", okdInput({}, { baseDomain: "example.com", controlPlanes: 1, workers: 1 })),
  );

  it("blocker 5: are the API's in both forms, and each machine's, forward and reverse", () => {
    expect(dnsHostsOf(okd)).toEqual([
      { address: "10.90.0.5", names: ["api.okd.example.com", "api-int.okd.example.com"] },
      { address: "10.90.0.10", names: ["bootstrap.okd.example.com", "bootstrap"] },
      { address: "10.90.0.11", names: ["master-0.okd.example.com", "master-0"] },
      { address: "10.90.0.21", names: ["worker-0.okd.example.com", "worker-0"] },
    ]);
  });

  it("are those that its plan calls the API and the applications by", () => {
    expect(dnsHostsOf(okd)[0]?.names).toEqual([okd.api.fqdn, okd.openshift?.internalApiFqdn]);
    expect(applicationsOf(okd)).toEqual({ domain: okd.openshift?.appsDomain, addresses: ["10.90.0.5"] });
  });

  it("trap: VIP instead of a node's address: are the shared one for the API and applications, however many share it", () => {
    for (const controlPlanes of [1, 3]) {
      const inPlace = inPlacePlanOf({}, { controlPlanes });
      const [api, ...machines] = dnsHostsOf(inPlace);
      expect(api).toEqual({
        address: "10.90.0.9",
        names: ["api.okd.example.com", "api-int.okd.example.com"],
      });
      expect(machines.map(({ address }) => address)).not.toContain("10.90.0.9");
      expect(machines).toHaveLength(controlPlanes);
      expect(applicationsOf(inPlace).addresses).toEqual(["10.90.0.9"]);
    }
  });

  it("have no reverse answer for the API that would be a machine's name, wherever the load balancer is", () => {
    for (const each of [okd, plan(parseConfig("okd", rehearsalInput()))])
      expect(dnsHostsOf(each)[0]?.names[0]).toBe(each.api.fqdn);
  });

  it("are addresses' alone: the obsolete SRV records of etcd, and names of its members, are not among them", () => {
    const names = dnsHostsOf(okd).flatMap((host) => host.names);
    expect(names.filter((name) => /_etcd|_tcp|^etcd-/.test(name))).toEqual([]);
  });
});
