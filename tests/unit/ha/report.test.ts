import { chart } from "../../ha/chart";
import type { Measure } from "../../ha/measure";
import { table } from "../../ha/report";

const measure = (fault: string, failing: number): Measure => ({
  fault,
  requests: 100,
  failedRequests: failing * 10,
  failing,
  slowest: 1,
  failedWrites: 0,
  stalled: 0.5,
  lost: 0,
  recovery: 3.4,
});
const measures = [
  measure("kill lb-0", 1),
  measure("kill lb-1", 0),
  measure("kill lb-0", 3),
  measure("kill lb-0", 2),
];

describe("the report of all faults", () => {
  it("has a line for each fault with the spread of its runs", () => {
    expect(table(measures).split("\n").slice(2)).toEqual([
      "| kill lb-0 | 3 | 2.0, 3.0, 3.0 | 60 of 300 | 0.5, 0.5, 0.5 | 0 | 3 |",
      "| kill lb-1 | 1 | 0.0, 0.0, 0.0 | 0 of 100 | 0.5, 0.5, 0.5 | 0 | 3 |",
    ]);
  });

  it("has a bar as long as the median, and a lighter one to the longest run", () => {
    const image = chart(measures);
    expect(image).toContain('fill="#3572b0" width="180.0"');
    expect(image).toContain('fill="#3572b0" fill-opacity="0.4" width="270.0"');
    expect(image.match(/<text x="0"/g)).toHaveLength(2);
  });
});
