import type { Measure } from "../../ha/measure";
import { table } from "../../ha/report";
import { quiet } from "./quiet";

const measure = (fault: string, failing: number): Measure => ({
  ...quiet,
  fault,
  failedRequests: failing * 10,
  failing,
  failedWrites: failing,
  writesFailing: failing / 5,
  slowestFailedWrite: failing * 2,
  stalled: 0.5,
  recovery: 3.4,
});
const measures = [
  measure("kill lb-0", 1),
  measure("kill lb-1", 0),
  measure("kill lb-0", 3),
  measure("kill lb-0", 2),
];

describe("the report of all faults", () => {
  const [titles, line, ...rows] = table(measures).split("\n");

  it("has a line for each fault with the spread of its runs, failed writes among it", () => {
    expect(rows).toEqual([
      "| kill lb-0 | 3 | 2.0, 3.0, 3.0 | 60 of 300 | 0.5, 0.5, 0.5 | 0.4, 0.6, 0.6 | 6 of 150 | 6.0 | 0 | 3 |",
      "| kill lb-1 | 1 | 0.0, 0.0, 0.0 | 0 of 100 | 0.5, 0.5, 0.5 | 0.0, 0.0, 0.0 | 0 of 50 | 0.0 | 0 | 3 |",
    ]);
  });

  it("has a title over each of its columns", () => {
    expect(titles?.split(" | ")).toHaveLength(10);
    expect(line).toBe(`|${"---|".repeat(10)}`);
  });
});
