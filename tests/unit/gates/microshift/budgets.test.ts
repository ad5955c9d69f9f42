import { budgets, FirstStart, limitsOf } from "../../../../gates/microshift/budgets";
import { fakeClock, recordingContext } from "../../../support/gate-context";

const usual = { patience: 120_000 };

describe("the budgets of MicroShift's gates", () => {
  it.each(Object.entries(budgets))("%s: is no more patient than it is long, and says why", (_, budget) => {
    expect(budget.patience).toBeLessThanOrEqual(budget.total);
    expect(budget.why.length).toBeGreaterThan(20);
  });

  it("are longer on a slow host", () => {
    const { total } = limitsOf(usual, "join");
    expect(limitsOf({ patience: 240_000 }, "join").total).toBe(2 * total);
    expect(limitsOf({ patience: 60_000 }, "join").total).toBe(total);
  });
});

describe("the minutes of a first start", () => {
  it("are those of all its waits together", async () => {
    const gate = recordingContext(fakeClock());
    const start = new FirstStart(gate, 100);
    expect(start.limits()).toMatchObject({ total: 6_000_000, patience: 6_000_000 });
    await gate.clock.sleep(5_000_000, gate.signal);
    expect(start.limits()).toMatchObject({ total: 1_000_000, patience: 1_000_000 });
  });
});
