import { boundAddresses } from "../../../manifests/haproxy-binds";
import { parseConfig } from "../../../topology/config";
import { plan } from "../../../topology/make-plan";
import { okdInput } from "../../support/openshift-config";
import { planOf } from "../../support/plan";

describe("what a load balancer listens on", () => {
  it("is every address of its machine, in the families of the cluster", () => {
    expect(boundAddresses(planOf(), 443)).toBe(":443");
    expect(boundAddresses(planOf({ addressFamily: "ipv6" }), 443)).toBe("[::]:443 v4v6");
  });

  it("is the API's address alone on the hypervisor, where others may listen at the same port", () => {
    expect(boundAddresses(plan(parseConfig("okd", okdInput())), 443)).toBe("10.90.0.5:443");
  });
});
