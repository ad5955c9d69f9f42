import type { JestFile, JestReport } from "../../../../tools/testing/counts";
import { failuresOf } from "../../../../tools/testing/failures";

const file = (results: JestFile["assertionResults"], message = ""): JestFile => ({
  name: "/work/tests/e2e/main-job.test.ts",
  message,
  assertionResults: results,
});

const report = (...testResults: JestFile[]): JestReport => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults,
});

const passing = { fullName: "a stands", status: "passed", failureMessages: [] };

describe("what failed in a jest run", () => {
  it("names the file and the test, and says why without colours", () => {
    const failing = {
      fullName: "make up stands up",
      status: "failed",
      failureMessages: ["\u001b[31mError: no\u001b[39m\n\n    at here"],
    };
    expect(failuresOf(report(file([passing, failing])))).toEqual([
      "FAILED main-job.test.ts: make up stands up\n    Error: no\n        at here",
    ]);
  });

  it("is no more than twelve lines of each reason", () => {
    const long = Array.from({ length: 50 }, (_, index) => `line ${index}`).join("\n");
    const [said] = failuresOf(report(file([{ fullName: "a", status: "failed", failureMessages: [long] }])));
    expect(said?.split("\n")).toHaveLength(13);
  });

  it("names a file that broke before its tests ran", () => {
    expect(failuresOf(report(file([], "cannot find module")))).toEqual([
      "FAILED main-job.test.ts: the file broke before its tests ran\n    cannot find module",
    ]);
  });

  it("is nothing where all passed", () => {
    expect(failuresOf(report(file([passing])))).toEqual([]);
  });
});
