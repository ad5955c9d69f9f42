import type { Check, CheckedCluster, PlannedCluster } from "../../../checks/check";
import { counted, findingOf, plannedNodes } from "../../../checks/check";
import { checks, runChecks } from "../../../checks/checks";
import { plannedCluster, planOf } from "../../support/plan";

/** The checks under test here look at the plan alone. */
const plan: PlannedCluster = plannedCluster(planOf({ controlPlanes: 1, workers: 1 }));
const cluster = { plan } as CheckedCluster;
const holding: Check = {
  id: "holding",
  sentence: "it holds",
  why: "for the test",
  appliesTo: () => true,
  probe: () => Promise.resolve({ level: "ok", detail: "yes" }),
};

describe("the checks", () => {
  it("have each an id of its own and say why they matter", () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
    for (const { id, why, sentence } of checks) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(why.length).toBeGreaterThan(20);
      expect(sentence).not.toMatch(/\.$/);
    }
  });
});

describe("runChecks", () => {
  it("reports every check that applies to the plan", async () => {
    const other: Check = { ...holding, id: "other", appliesTo: ({ workers }) => workers.length > 1 };
    expect((await runChecks(cluster, [holding, other])).map(({ check }) => check.id)).toEqual(["holding"]);
  });

  it("takes a request without an answer for a failed check", async () => {
    const refused = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
    const [report] = await runChecks(cluster, [{ ...holding, probe: () => Promise.reject(refused) }]);
    expect(report?.finding).toEqual({ level: "failure", detail: "connection refused" });
  });

  it("lets a defect of the program through", async () => {
    const defect = new TypeError("undefined is not a function");
    await expect(runChecks(cluster, [{ ...holding, probe: () => Promise.reject(defect) }])).rejects.toBe(
      defect,
    );
  });
});

describe("findingOf", () => {
  it("is good where nothing is wrong, and lists all that is", () => {
    expect(findingOf([], "3 nodes")).toEqual({ level: "ok", detail: "3 nodes" });
    expect(findingOf(["one", "two"], "3 nodes")).toEqual({ level: "failure", detail: "one; two" });
  });
});

describe("counted", () => {
  it("counts in plural and singular", () => {
    expect([0, 1, 2].map((count) => counted(count, "node"))).toEqual(["0 nodes", "1 node", "2 nodes"]);
  });
});

describe("plannedNodes", () => {
  it("are the control planes and the workers", () => {
    expect(plannedNodes(cluster.plan).map(({ name }) => name)).toEqual(["master-0", "worker-0"]);
  });
});
