import { bootkube } from "../../../../gates/openshift/bootkube";
import { untimed } from "../../../support/gate-context";
import { standInUrl, type StandInApi } from "../../../support/stand-in-api";
import { clusterWhere, type Happening, put, putConfigMap } from "./cluster";

const version = "4.19.0-okd-scos.1";

function publish(...stages: readonly (readonly [name: string, result: string, lastError?: string])[]) {
  const entries = stages.map(([name, result, lastError = ""]) => ({ name, result, lastError }));
  return (api: StandInApi) => {
    putConfigMap(api, "kube-system/hardway-bootkube", { data: { "stages.json": JSON.stringify(entries) } });
  };
}

function seed(api: StandInApi): void {
  put(api, "FeatureGate", "cluster", { status: { featureGates: [{ version }] } });
  put(api, "Infrastructure", "cluster", {
    status: {
      apiServerInternalURI: "https://api-int",
      controlPlaneTopology: "A",
      infrastructureTopology: "A",
    },
  });
}

const ready: Happening = [
  600,
  (api) => {
    api.readiness(standInUrl, 200);
  },
];

function run(...happenings: readonly Happening[]) {
  const { api, gate } = clusterWhere(...happenings);
  const { kubernetes } = api;
  const reached = bootkube(gate, { kubernetes, url: standInUrl, until: "manifests", version });
  return { reached, lines: () => gate.lines.map(untimed).filter((line) => !line.startsWith("waiting")) };
}

describe("the gate bootkube", () => {
  it("waits for an API that is silent for ten minutes, shows each stage by its name, and reads back what is seeded", async () => {
    const { reached, lines } = run(
      ready,
      [610, publish(["api", "done"], ["manifests", "running"])],
      [620, publish(["api", "done"], ["manifests", "running", "no matches for kind DNS"])],
      [630, publish(["api", "done"], ["manifests", "done"])],
      [640, seed],
    );
    expect(await reached).toEqual({ bootkube: "manifests" });
    expect(lines().map((line) => line.replace(/, \d+m.*$/, ""))).toEqual([
      "api: connection refused",
      "api: the API behind the load balancer is ready",
      "bootkube: has not published its stages yet",
      "bootkube: api done; manifests runs",
      "bootkube: api done; manifests runs; last error: no matches for kind DNS",
      "bootkube: api, manifests done",
      "seeds: there is no FeatureGate cluster; there is no Infrastructure cluster",
      "seeds: are all there",
    ]);
  });

  it("gives up on a stage that fails each time, with its last error", async () => {
    const { reached } = run(ready, [610, publish(["api", "failed", "etcd does not answer"])]);
    await expect(reached).rejects.toThrow(
      /gave up waiting for stage manifests of bootkube [^]*seen: {3}api failed.*last error: etcd does not answer/,
    );
  });

  it("gives up soon on a status that is missing although its stage is done", async () => {
    const { reached } = run(ready, [610, publish(["manifests", "done"])]);
    await expect(reached).rejects.toThrow(/read back .* after 2m\n[^]*there is no FeatureGate cluster/);
  });
});
