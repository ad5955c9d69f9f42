import { smokeChecks } from "../../../../../checks/openshift/smoke/checks";
import { releasePlan, rehearsedPlan } from "../../../../support/smoke-cluster";

const idsFor = (plan: typeof releasePlan) =>
  smokeChecks.filter(({ appliesTo }) => appliesTo(plan)).map(({ id }) => id);

describe("the checks of a smoke test", () => {
  it("are in a cluster of a release all of them, from the pods up to the console", () => {
    expect(idsFor(releasePlan)).toEqual([
      "deployment-available",
      "pods-restricted",
      "service-answers",
      "route-admitted",
      "route-answers",
      "console-answers",
    ]);
  });

  it("are in a rehearsal those that need no program of a release", () => {
    expect(idsFor(rehearsedPlan)).toEqual(["deployment-available", "service-answers"]);
  });

  it("say what holds and why it matters", () => {
    for (const { why, sentence } of smokeChecks) {
      expect(why.length).toBeGreaterThan(20);
      expect(sentence).not.toMatch(/\.$/);
    }
  });
});
