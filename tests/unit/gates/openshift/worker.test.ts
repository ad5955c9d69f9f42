import { joinOpenshiftWorker, leaveOpenshiftWorker } from "../../../../gates/openshift/worker";
import { untimed } from "../../../support/gate-context";
import type { StandInApi } from "../../../support/stand-in-api";
import { clusterWhere, put, putNode, worker } from "./cluster";

const rendered = { configuration: { name: "rendered-worker-1" } };

function registered(api: StandInApi): void {
  putNode(api, worker.name, { roles: ["worker"], made: -10_000 });
}

describe("the gate of a worker of OpenShift", () => {
  it("begins when the pool of workers is rendered and taken up: before that no worker has a configuration", async () => {
    const { api, gate } = clusterWhere(
      [0, registered],
      [
        2,
        (cluster) => {
          put(cluster, "MachineConfigPool", "worker", { spec: {} });
        },
      ],
      [
        4,
        (cluster) => {
          put(cluster, "MachineConfigPool", "worker", { spec: rendered });
        },
      ],
      [
        6,
        (cluster) => {
          put(cluster, "MachineConfigPool", "worker", { spec: rendered, status: rendered });
        },
      ],
    );
    expect(await joinOpenshiftWorker(gate, { node: worker, kubernetes: api.kubernetes })).toEqual({
      node: "worker-0",
    });
    expect(gate.lines.map(untimed)).toEqual([
      "pool: there is no MachineConfigPool worker",
      "pool: worker is not rendered",
      "pool: worker is rendered as rendered-worker-1, the pool has not taken it up",
      "pool: worker is rendered as rendered-worker-1",
      "node: worker-0 is Ready",
    ]);
  });

  it("leaves with its node and the requests that were its own, and no others", async () => {
    const { api, gate } = clusterWhere();
    const csrs = "/apis/certificates.k8s.io/v1/certificatesigningrequests";
    const spec = { signerName: "kubernetes.io/kubelet-serving", request: "" };
    for (const name of ["worker-0", "worker-1"])
      api.objects.set(`${csrs}/${name}`, {
        metadata: { name },
        spec: { ...spec, username: `system:node:${name}` },
      });
    api.objects.set("/api/v1/pods", { items: [] });
    putNode(api, worker.name, { ready: "False" });
    await leaveOpenshiftWorker(gate, { node: worker, kubernetes: api.kubernetes });
    expect([...api.objects.keys()]).toEqual([`${csrs}/worker-1`, "/api/v1/pods"]);
  });
});
