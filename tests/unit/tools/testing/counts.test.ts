import { closingLine, countJest, sum, type JestReport } from "../../../../tools/testing/counts";

const report: JestReport = {
  numPassedTests: 10,
  numFailedTests: 2,
  numPendingTests: 3,
  numTodoTests: 1,
  numRuntimeErrorTestSuites: 0,
  testResults: [],
};

describe("the count of tests", () => {
  it("counts what was left out, and what is still to do, as skipped", () => {
    expect(countJest(report)).toEqual({ passed: 10, failed: 2, skipped: 4 });
  });

  it("counts a file that broke before its tests ran as a failure", () => {
    expect(countJest({ ...report, numFailedTests: 0, numRuntimeErrorTestSuites: 1 }).failed).toBe(1);
  });

  it("is the sum over all parts", () => {
    expect(sum([countJest(report), { passed: 1, failed: 0, skipped: 0 }])).toEqual({
      passed: 11,
      failed: 2,
      skipped: 4,
    });
  });

  it("ends in the line that CI reads", () => {
    expect(closingLine({ passed: 11, failed: 0, skipped: 4 })).toBe("11 passed, 0 failed, 4 skipped");
  });
});
