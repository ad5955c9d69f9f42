import { dnsmasqOptions, networkNames, networkStylesheet } from "../../../../manifests/libvirt/network";
import { planOf } from "../../../support/plan";

const plan = planOf({ platform: "libvirt", controlPlanes: 1, workers: 0 });

describe("the network of virtual machines", () => {
  it("answers for each name by itself, a machine's full name first, as the reverse answer is the first", () => {
    expect(networkNames(plan).filter(({ ip }) => ip === "10.90.0.11")).toEqual([
      { ip: "10.90.0.11", hostname: "master-0.dev.hardway.internal" },
      { ip: "10.90.0.11", hostname: "master-0" },
    ]);
  });

  it("answers for every name below the applications' domain", () => {
    expect(dnsmasqOptions(plan)).toEqual([
      { optionName: "address", optionValue: "/apps.dev.hardway.internal/10.90.0.5" },
    ]);
  });

  it("hands out addresses apart from those of its machines", () => {
    expect(networkStylesheet(plan)).toContain(
      `match="ip[@address='10.90.0.1']/dhcp/range"><range start="10.90.0.247" end="10.90.0.254"/>`,
    );
  });
});
