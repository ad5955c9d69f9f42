import { scheduler } from "../../../../../manifests/openshift/objects/scheduler";
import { openshiftPlanOf } from "../../../../support/openshift-plan";

describe("the Scheduler", () => {
  it.each([
    [0, true],
    [2, false],
  ])("blocker 12: with %d workers lets control planes run workloads: %s", (workers, expected) => {
    expect(scheduler(openshiftPlanOf({}, { workers })).spec.mastersSchedulable).toBe(expected);
  });

  it("follows the plan where it lets them do so beside workers", () => {
    const plan = openshiftPlanOf({ controlPlanesSchedulable: true }, { workers: 2 });
    expect(scheduler(plan).spec.mastersSchedulable).toBe(true);
  });
});
