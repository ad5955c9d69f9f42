import { jobWait } from "../../../../../plugins/kubernetes/waits/job";
import { condition, verdictOf } from "./support";

const judge = (...conditions: readonly object[]) =>
  verdictOf(jobWait, { object: { metadata: { name: "j" }, status: { active: 1, conditions } } });

describe("a Job", () => {
  it("is ready when it has done its work", async () => {
    expect(await judge(condition("Complete", "True"))).toEqual({ state: "ready" });
  });
  it.each(["FailureTarget", "Failed"])("has failed with the condition %s", async (type) => {
    const failed = condition(type, "True", { reason: "BackoffLimitExceeded", message: "Gave up" });
    expect(await judge(failed)).toEqual({ state: "failed", problems: ["[BackoffLimitExceeded] Gave up"] });
  });
  it("is waited for as long as neither is the case", async () => {
    expect(await judge(condition("Failed", "False"))).toMatchObject({
      seen: "Waiting for Job to succeed (Active: 1 | Succeeded: 0 | Failed: 0)",
    });
  });
});
