import { everyAddress } from "../../../../manifests/openshift/every-address";
import { openshiftPlanOf } from "../../../support/openshift-plan";

describe("every address of a machine", () => {
  it.each([
    ["ipv4", "0.0.0.0:2379"],
    ["dual", "0.0.0.0:2379"],
    ["ipv6", "[::]:2379"],
  ] as const)("is one of the family that clients of %s come by", (addressFamily, expected) => {
    expect(everyAddress(openshiftPlanOf({}, { addressFamily }), 2379)).toBe(expected);
  });
});
