import { type BudgetName, budgetNames, budgets, limitsOf } from "../../../../gates/openshift/budgets";

const usual = { patience: 120_000 };

describe("the budgets of OpenShift's waits", () => {
  it("are the real installer's where it has one", () => {
    const minutes = (name: BudgetName) => limitsOf(usual, name).total / 60_000;
    expect(budgetNames.map((name) => [name, minutes(name)])).toEqual([
      ["api", 20],
      ["bootkube", 45],
      ["controlPlane", 45],
      ["settled", 65],
      ["pivot", 50],
      ["worker", 40],
      ["initialization", 40],
      ["convergence", 30],
      ["smoke", 20],
    ]);
  });

  it("say why, and are never more patient than they last", () => {
    for (const { why, total, patience } of Object.values(budgets)) {
      expect(why.length).toBeGreaterThan(20);
      expect(patience).toBeLessThanOrEqual(total);
    }
  });

  it("are patient for longer than upstream's two minutes: a machine that pulls images shows nothing new", () => {
    for (const name of budgetNames)
      expect(limitsOf(usual, name).patience).toBeGreaterThanOrEqual(20 * 60_000);
  });

  it("may be other ones, in seconds, which bound the patience as well", () => {
    expect(limitsOf(usual, "api", { api: 90 })).toMatchObject({ total: 90_000, patience: 90_000 });
    expect(limitsOf(usual, "api", { bootkube: 90 })).toEqual(limitsOf(usual, "api"));
  });

  it("give a slow host as much more as its gates' patience is longer, and ask it less often", () => {
    const slow = limitsOf({ patience: 1_200_000 }, "api");
    expect(slow).toMatchObject({ total: 200 * 60_000, patience: 200 * 60_000, interval: 20_000 });
  });
});
