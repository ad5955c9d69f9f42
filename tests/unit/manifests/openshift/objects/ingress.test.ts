import { ingress } from "../../../../../manifests/openshift/objects/ingress";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

describe("the Ingress", () => {
  it("blocker 12, defect 5 of 4.2: says the domain of routes, which nobody else fills in", () => {
    expect(ingress(openshiftPlanOf()).spec.domain).toBe("apps.okd.example.com");
  });

  it("has routers run on workers, and on control planes where there are none", () => {
    expect(ingress(openshiftPlanOf({}, { workers: 1 })).status.defaultPlacement).toBe("Workers");
    expect(ingress(openshiftPlanOf({}, { workers: 0 })).status.defaultPlacement).toBe("ControlPlane");
  });
});
