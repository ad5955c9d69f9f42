import { limitsIn } from "../../../gates/budget";

const budget = { total: 20, patience: 10 };
const usual = { total: 20 * 60_000, patience: 10 * 60_000, interval: 2000, reminder: 60_000 };

describe("the bounds of a wait", () => {
  it("are the minutes of its budget, and a look every two seconds", () => {
    expect(limitsIn({ patience: 120_000 }, budget)).toEqual(usual);
  });

  it("are longer on a slow host, which is looked at less often, and never shorter", () => {
    const slow = { total: 200 * 60_000, patience: 100 * 60_000, interval: 20_000, reminder: 60_000 };
    expect(limitsIn({ patience: 1_200_000 }, budget)).toEqual(slow);
    expect(limitsIn({ patience: 10_000 }, budget)).toEqual(usual);
  });
});
