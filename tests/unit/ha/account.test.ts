import { type Account, destinationOf, summary } from "../../ha/account";
import { quiet } from "./quiet";

const replacement = {
  machine: "lb-0",
  seconds: 40,
  requests: 800,
  failedRequests: 0,
  writes: 200,
  failedWrites: 0,
  lost: 0,
};
const kill = { ...quiet, fault: "kill lb-0" };
const freeze = { ...quiet, fault: "freeze lb-0" };
const complete: Account = {
  choice: { runs: 2, of: "all" },
  faults: ["kill lb-0", "freeze lb-0"],
  machines: ["lb-0"],
  measures: [kill, freeze, kill, freeze],
  replacements: [replacement],
  unmeasured: [],
};
const failed = { run: 2, name: "kill lb-0", reason: "Error: injection failed\n  at podman" };

describe("the report of a suite", () => {
  it("goes into the documents where everything was measured", () => {
    expect(destinationOf(complete)).toBe("documents");
    expect(summary(complete)).toBe("4 of 4 runs of faults were measured, 1 of 1 replacements.");
  });

  it("goes there too where each fault was measured once at least, and says what is missing and why", () => {
    const account = { ...complete, measures: [kill, freeze, freeze], unmeasured: [failed] };
    expect(destinationOf(account)).toBe("documents");
    expect(summary(account)).toBe(
      "3 of 4 runs of faults were measured, 1 of 1 replacements.\n- run 2, kill lb-0: Error: injection failed",
    );
  });

  it.each<[string, Partial<Account>, string]>([
    ["a fault", { measures: [freeze] }, "kill lb-0"],
    ["a replacement", { replacements: [] }, "replace lb-0"],
    ["anything", { measures: [], replacements: [] }, "kill lb-0, freeze lb-0, replace lb-0"],
  ])("goes to the log folder where there is no measure of %s", (_, without, named) => {
    const account = { ...complete, ...without };
    expect(destinationOf(account)).toBe("log folder");
    expect(summary(account)).toContain(`Not measured at all: ${named}.`);
  });

  it("goes to the log folder where the caller picked some of the faults", () => {
    expect(destinationOf({ ...complete, choice: { runs: 2, of: "some" } })).toBe("log folder");
  });
});
