import { conditionsSchema, unmet } from "../../../../checks/openshift/conditions";

const condition = (type: string, status: string, reason = "", message = "") => ({
  type,
  status,
  reason,
  message,
});

describe("unmet", () => {
  it("is nothing where every condition is as expected, whatever else there is", () => {
    const found = [condition("Available", "True"), condition("Upgradeable", "False")];
    expect(unmet(found, { Available: "True" })).toEqual([]);
  });

  it("tells a condition in the words of whoever wrote it, on one line that is not too long", () => {
    const found = [condition("Degraded", "True", "SyncError", `cannot\n  reach it ${"x".repeat(500)}`)];
    const [told = ""] = unmet(found, { Degraded: "False" });
    expect(told).toMatch(/^Degraded=True \(SyncError: cannot reach it x/);
    expect(told.length).toBeLessThan(200);
  });

  it("takes no word for no good, and Unknown for neither True nor False", () => {
    expect(unmet([], { Available: "True" })).toEqual(["says nothing of Available"]);
    for (const status of ["True", "False"] as const)
      expect(unmet([condition("Failing", "Unknown")], { Failing: status })).toEqual(["Failing=Unknown"]);
  });
});

describe("the conditions of a status", () => {
  it("may be missing, and have neither a reason nor a message", () => {
    expect(conditionsSchema.parse(undefined)).toEqual([]);
    expect(conditionsSchema.parse([{ type: "Available", status: "True", lastTransitionTime: "" }])).toEqual([
      condition("Available", "True"),
    ]);
  });
});
