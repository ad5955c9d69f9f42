import { labelSelector, podTrouble, podWait } from "../../../../../plugins/kubernetes/waits/pods";
import { condition, verdictOf } from "./support";

const pod = (status: object) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "p" },
  status: { ...status },
});

describe("a Pod", () => {
  it("is ready when it says so, or when its work is done", async () => {
    const ready = pod({ phase: "Running", conditions: [condition("Ready", "True")] });
    for (const object of [ready, pod({ phase: "Succeeded" })])
      expect(await verdictOf(podWait, { object })).toEqual({ state: "ready" });
  });
  it("is waited for as long as it is not", async () => {
    const object = pod({ conditions: [condition("Ready", "False")] });
    expect(await verdictOf(podWait, { object })).toMatchObject({
      seen: "Waiting for the Pod to be ready (Pending)",
    });
  });
});

describe("what keeps a pod from starting", () => {
  const waitingFor = (reason: string) => pod({ containerStatuses: [{ state: { waiting: { reason } } }] });

  it("is the reason of its first container that has one", () => {
    expect(podTrouble([waitingFor("CrashLoopBackOff")])).toBe("; pod p: CrashLoopBackOff");
  });
  it("is nothing while it is only starting", () => {
    expect(podTrouble([waitingFor("ContainerCreating")])).toBe("");
  });
});

describe("a label selector", () => {
  it("is written as a query", () => {
    expect(labelSelector({ matchLabels: { a: "1", b: "2" } })).toBe("a=1,b=2");
    expect(labelSelector({ matchExpressions: [] })).toBe("");
  });
});
