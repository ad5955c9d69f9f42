import { daemonSetWait } from "../../../../../plugins/kubernetes/waits/daemonset";
import { verdictOf } from "./support";

const all = { currentNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2, numberReady: 2 };
const judge = (status: Record<string, number>) =>
  verdictOf(daemonSetWait, {
    object: { metadata: { name: "ds", generation: 1 }, status: { observedGeneration: 1, ...status } },
  });

describe("a DaemonSet", () => {
  it("is ready when every node runs its newest pod", async () => {
    expect(await judge({ desiredNumberScheduled: 2, ...all })).toEqual({ state: "ready" });
  });
  it("is ready at once where there are no nodes", async () => {
    expect(await judge({ desiredNumberScheduled: 0 })).toEqual({ state: "ready" });
  });
  it.each(Object.keys(all))("is not ready as long as %s lags behind", async (counter) => {
    expect(await judge({ desiredNumberScheduled: 2, ...all, [counter]: 1 })).toMatchObject({
      seen: `${counter}: 1/2`,
    });
  });
  it("is not ready as long as the controller has not seen its specification", async () => {
    expect(await judge({ observedGeneration: 0, desiredNumberScheduled: 0 })).toMatchObject({
      state: "waiting",
    });
  });
});
