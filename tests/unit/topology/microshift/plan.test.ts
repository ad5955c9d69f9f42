import { controlPlanesOf, isFounder, isMicroshift } from "../../../../topology/microshift/plan";
import { microshiftHaInput, microshiftPlanFor } from "../../../support/microshift-plan";
import { planOf } from "../../../support/plan";

describe("a plan of MicroShift", () => {
  const plan = microshiftPlanFor(microshiftHaInput());

  it("is told from those of other distributions", () => {
    expect([isMicroshift(plan), isMicroshift(planOf())]).toEqual([true, false]);
  });

  it("has one founder among its control planes", () => {
    expect(controlPlanesOf(plan).map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(plan.nodes.filter(isFounder).map(({ name }) => name)).toEqual(["node-1"]);
  });
});
