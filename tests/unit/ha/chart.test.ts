import { chart } from "../../ha/chart";
import { quiet } from "./quiet";

const run = (fault: string, failing: number) => ({
  ...quiet,
  fault,
  failing,
  stalled: 0.5,
  writesFailing: 1,
});
const image = chart([
  run("kill lb-0", 1),
  run("kill lb-0", 3),
  run("kill lb-0", 2),
  run("reset all machines", 41.2),
]);
/** The lengths of the bars of a colour: of each fault the light one, then the dark one. */
const bars = (colour: string) =>
  [...image.matchAll(new RegExp(`height="10" fill="${colour}".* width="([0-9.]+)"`, "g"))].map(([, wide]) =>
    Number(wide),
  );

describe("the chart of all faults", () => {
  it("has for each fault a bar to the slowest run, and in it one to the median", () => {
    expect(bars("#0072b2").slice(0, 2)).toEqual([240, 160]);
    expect(image).toContain(">kill lb-0</text>");
  });

  it("has one for requests that fail, for writes that stall and for writes that fail", () => {
    expect([bars("#0072b2"), bars("#d55e00"), bars("#009e73")].map(({ length }) => length)).toEqual([
      4, 4, 4,
    ]);
    expect(bars("#d55e00")[0]).toBe(40);
    expect(bars("#009e73")[0]).toBe(80);
  });

  it("tells P50, P95 and the longest beside each bar", () => {
    expect(image).toContain(">2.0  3.0  3.0</text>");
  });

  it("cuts a bar at the end of the scale, and tells its number all the same", () => {
    expect(bars("#0072b2").slice(2)).toEqual([480, 480]);
    expect(image).toContain(">» 41.2  41.2  41.2</text>");
    expect(image).toContain('viewBox="0 0 840 ');
  });

  it("is an image though nothing was measured", () => {
    expect(chart([])).toMatch(/^<svg .*>\n[^]*<\/svg>\n$/);
  });
});
