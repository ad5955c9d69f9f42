import { dns } from "../../../../../manifests/openshift/objects/dns";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

describe("the DNS", () => {
  it("blocker 12, defect 4 of 4.2: has the cluster's domain, not the one that it stands below", () => {
    expect(dns(openshiftPlanOf()).spec.baseDomain).toBe("okd.example.com");
  });
});
