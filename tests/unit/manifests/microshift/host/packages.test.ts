import { packageTurns, recommendedPackages } from "../../../../../manifests/microshift/host/packages";
import { microshiftPlanFor, microshiftSshInput } from "../../../../support/microshift-plan";

const turnsOf = (microshift: object) => packageTurns(microshiftPlanFor(microshiftSshInput(microshift)));

describe("the packages of a host", () => {
  it("are the community's dependencies before all others, and one pod network", () => {
    expect(turnsOf({})).toEqual([["microshift-io-dependencies"], ["microshift", "microshift-networking"]]);
    expect(turnsOf({ networkPlugin: "kindnet" })[1]).toEqual(["microshift", "microshift-kindnet"]);
  });

  it("are those of the add-ons and of wildcard DNS, where they are asked for", () => {
    expect(turnsOf({ addOns: ["olm", "gitops"], wildcardDns: {} })[1]).toEqual(
      expect.arrayContaining(["microshift-olm", "microshift-gitops", "dnsmasq"]),
    );
  });

  it("bring nothing that is merely recommended with kindnet: that would be the other pod network", () => {
    expect(recommendedPackages({ networkPlugin: "kindnet" })).toBe("no");
    expect(recommendedPackages({ networkPlugin: "ovn" })).toBe("yes");
  });
});
