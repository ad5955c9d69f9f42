import { isFloating } from "../../../../../manifests/openshift/floating-address/floating-plan";
import { floatingPlanOf } from "../../../../support/floating-plan";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

describe("the address of the API", () => {
  it("floats between the control planes of sno-plus, as soon as there is one", () => {
    expect(isFloating(floatingPlanOf({ controlPlanes: 1 }))).toBe(true);
  });

  it("does not where load balancers have it, one or two that share it", () => {
    expect(isFloating(openshiftPlanOf())).toBe(false);
    const { virtualRouter } = floatingPlanOf();
    expect(isFloating({ ...openshiftPlanOf(), virtualRouter })).toBe(false);
  });
});
