import { firewallText } from "../../../../../manifests/microshift/host/firewall";
import { microshiftPlanFor, microshiftSshInput } from "../../../../support/microshift-plan";

const rulesOf = (microshift: object, more = {}) =>
  firewallText(microshiftPlanFor(microshiftSshInput(microshift, more))).split("\n");

describe("the rules of a host's firewall", () => {
  it("trust pods and the host's own endpoint, and let the API and the router be reached", () => {
    expect(rulesOf({})).toEqual([
      "trusted source=10.42.0.0/16",
      "trusted source=169.254.169.1",
      "default port=6443/tcp",
      "default port=80/tcp",
      "default port=443/tcp",
    ]);
  });

  it("follow the pods' network", () => {
    expect(rulesOf({}, { podNetwork: "10.50.0.0/16" })[0]).toBe("trusted source=10.50.0.0/16");
  });

  it("let names be asked for where the host answers for *.apps", () => {
    expect(rulesOf({ wildcardDns: {} })).toContain("default service=dns");
  });
});
