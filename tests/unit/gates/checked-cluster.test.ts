import type { ProbeRun } from "../../../checks/probe-pods/objects";
import type { PodReport } from "../../../checks/probe-pods/run";
import { onceGood, placeProbe } from "../../../gates/checked-cluster";
import { plannedCluster, planOf } from "../../support/plan";

describe("placeProbe", () => {
  it.each([
    [{ controlPlanes: 3, workers: 2 }, "worker-0", "worker-1"],
    [{ controlPlanes: 3, workers: 1 }, "worker-0", "master-0"],
    [{ controlPlanes: 3, workers: 0 }, "master-0", "master-1"],
    [{ controlPlanes: 1, workers: 0 }, "master-0", "master-0"],
  ])("with %j asks from %s to %s", (config, clientNode, serverNode) => {
    expect(placeProbe(plannedCluster(planOf(config)))).toMatchObject({ clientNode, serverNode });
  });

  it("gives every run a name of its own", () => {
    expect(placeProbe(plannedCluster(planOf())).id).not.toBe(placeProbe(plannedCluster(planOf())).id);
  });
});

describe("onceGood", () => {
  const run: ProbeRun = {
    id: "1",
    image: "image",
    clientNode: "worker-0",
    serverNode: "worker-1",
    families: ["ipv4", "ipv6"],
  };
  const good: PodReport = { dns: "10.96.0.1", services: ["server-1", "server-1"], run };

  it("asks once for all who ask", async () => {
    const ask = jest.fn(() => Promise.resolve(good));
    const report = onceGood(ask);
    expect(await Promise.all([report(), report()])).toEqual([good, good]);
    expect(await report()).toEqual(good);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it.each<[string, PodReport]>([
    ["failed", { failure: "HTTP 500" }],
    ["found no name", { ...good, dns: "" }],
    ["found no Service", { ...good, services: ["", ""] }],
    ["found a Service by one family alone", { ...good, services: ["server-1", ""] }],
  ])("asks again after a run that %s", async (_, bad) => {
    const ask = jest.fn<Promise<PodReport>, []>().mockResolvedValueOnce(bad).mockResolvedValue(good);
    const report = onceGood(ask);
    expect(await report()).toEqual(bad);
    expect(await report()).toEqual(good);
  });
});
