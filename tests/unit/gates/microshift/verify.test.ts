import { statusOfMicroshift, verifyMicroshift } from "../../../../gates/microshift/verify";
import { untimed } from "../../../support/gate-context";
import { controlPlanes, router, putWorkload, StandInOvn, worker } from "../../../support/microshift-cluster";
import type { StandInApi } from "../../../support/stand-in-api";
import { clusterWhere, type Happening, putNode } from "../openshift/cluster";

const [first = worker] = controlPlanes;

function checkedOf(api: StandInApi) {
  return {
    plan: {
      controlPlanes: [first],
      workers: [worker],
      etcdMembers: [],
      virtualAddress: null,
      workloads: [router],
    },
    kubernetes: api.kubernetes,
    etcd: api.send,
    exec: new StandInOvn({ leader: "", servers: [] }, []).exec,
  };
}

function healthy(api: StandInApi): void {
  for (const { name } of [first, worker]) putNode(api, name);
  putWorkload(api, router);
  api.readiness(`https://${first.address}:6443`, 200);
}

function run(...happenings: readonly Happening[]) {
  const { api, gate } = clusterWhere(...happenings);
  return { api, gate, verified: verifyMicroshift(gate, checkedOf(api)) };
}

describe("the gate of MicroShift's health", () => {
  it("ends when all checks that apply hold, and shows each", async () => {
    const { verified, gate } = run([60, healthy]);
    expect(await verified).toEqual({ cluster: "verified" });
    expect(gate.lines.map(untimed).slice(-4)).toEqual([
      "OK    the API server of every control plane is ready: 1 API server",
      "OK    the nodes are those of the plan, and Ready: 2 nodes Ready",
      "OK    every workload that MicroShift brings is rolled out: 1 workload",
      expect.stringMatching(/^verify: all 3 checks hold/),
    ]);
  });

  it("names what does not hold when it gives up", async () => {
    const { verified } = run([0, healthy], [0, (api) => api.objects.delete("/api/v1/nodes/node-4")]);
    await expect(verified).rejects.toThrow(/not yet nodes-ready: node-4 is missing/);
  });

  it("does not mind a node that leaves as the up ends, which is a fault afterwards", async () => {
    const { api, verified } = run(
      [0, healthy],
      [
        0,
        (more) => {
          putNode(more, "node-9");
        },
      ],
    );
    expect(await verified).toEqual({ cluster: "verified" });
    const { text, healthy: whole } = await statusOfMicroshift(checkedOf(api));
    expect(whole).toBe(false);
    expect(text).toContain("node-9 is not in the plan");
  });
});
