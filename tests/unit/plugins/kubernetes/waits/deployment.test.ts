import { deploymentWait } from "../../../../../plugins/kubernetes/waits/deployment";
import { condition, verdictOf } from "./support";

const REVISION = "deployment.kubernetes.io/revision";
const available = condition("Available", "True");
const unavailable = condition("Available", "False", {
  reason: "MinimumReplicasUnavailable",
  message: "Too few.",
});
const rolling = condition("Progressing", "True", { reason: "ReplicaSetUpdated" });
const rolled = condition("Progressing", "True", { reason: "NewReplicaSetAvailable" });
const few = "Minimum number of live Pods was not attained";

const deployment = (revision: string, ...conditions: readonly object[]) => ({
  metadata: { name: "d", uid: "1", generation: 2, annotations: { [REVISION]: revision } },
  spec: { selector: { matchLabels: { app: "x" } } },
  status: { observedGeneration: 2, conditions },
});
const replicaSet = (revision: string, ready: number) => ({
  metadata: { annotations: { [REVISION]: revision }, ownerReferences: [{ uid: "1" }] },
  spec: { replicas: 2 },
  status: { readyReplicas: ready },
});
const judge = (object: object, ...sets: readonly object[]) =>
  verdictOf(deploymentWait, { object, others: { ReplicaSet: sets } });

describe("a Deployment", () => {
  it("is ready when the pods of its newest revision are", async () => {
    expect(await judge(deployment("2", available, rolled), replicaSet("1", 0), replicaSet("2", 2))).toEqual({
      state: "ready",
    });
  });
  it("is ready at its first revision without a rollout", async () => {
    expect(await judge(deployment("1", available, rolling), replicaSet("1", 2))).toEqual({ state: "ready" });
  });
  it("is not ready as long as the controller has not seen its specification", async () => {
    const stale = deployment("1", available);
    const object = { ...stale, status: { ...stale.status, observedGeneration: 1 } };
    expect(await judge(object, replicaSet("1", 2))).toMatchObject({ state: "waiting" });
  });
  it("says why pods are missing", async () => {
    expect(await judge(deployment("1", unavailable), replicaSet("1", 0))).toMatchObject({
      seen: "Waiting for app ReplicaSet to be available (0/2 Pods available)",
      problems: ["[MinimumReplicasUnavailable] Too few.", few],
    });
  });
  it("says that a new revision does not come up while the old one still serves", async () => {
    expect(await judge(deployment("2", available, rolling), replicaSet("2", 0))).toMatchObject({
      problems: ["Minimum number of Pods to consider the application live was not attained"],
    });
  });
  it("does not count pods of somebody else's replica set", async () => {
    const foreign = {
      ...replicaSet("1", 2),
      metadata: { annotations: { [REVISION]: "1" }, ownerReferences: [{ uid: "2" }] },
    };
    expect(await judge(deployment("1", available), foreign)).toMatchObject({ state: "waiting" });
  });
  it("shows what keeps a pod from starting", async () => {
    const waiting = { reason: "ImagePullBackOff", message: "Back-off" };
    const pod = { metadata: { name: "d-1" }, status: { containerStatuses: [{ state: { waiting } }] } };
    const others = { ReplicaSet: [replicaSet("1", 0)], Pod: [pod] };
    const verdict = await verdictOf(deploymentWait, { object: deployment("1", unavailable), others });
    expect(verdict).toMatchObject({
      seen: expect.stringContaining("; pod d-1: ImagePullBackOff: Back-off") as string,
    });
  });
});
