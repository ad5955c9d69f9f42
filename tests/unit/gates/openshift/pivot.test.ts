import { pivotOpenshift } from "../../../../gates/openshift/pivot";
import { fakeClock, recordingContext, untimed } from "../../../support/gate-context";
import { bootstrap, etcdOf, masters, putConfigMap } from "./cluster";
import { pivoted } from "./pivoted";

/** The gate for a cluster to which something happens after a while. */
function run(api = pivoted(), seconds = 0, happens: () => void = () => undefined) {
  const gate = recordingContext(
    fakeClock((milliseconds) => {
      if (milliseconds === seconds * 1000) happens();
    }),
  );
  const ended = pivotOpenshift(gate, {
    bootstrap,
    controlPlanes: masters,
    kubernetes: api.kubernetes,
    etcd: etcdOf(api, [bootstrap, ...masters]),
  });
  return { ended, gate };
}

describe("the gate of OpenShift's pivot", () => {
  it("ends at once where the bootstrap machine is gone already", async () => {
    const { ended, gate } = run();
    expect(await ended).toEqual({ bootstrap: "complete" });
    expect(gate.lines.map(untimed)).toEqual(["pivot: bootstrap is needed no more"]);
  });

  it("says what is missing while it waits, the likely cause first", async () => {
    const api = pivoted();
    putConfigMap(api, "kube-system/bootstrap", { data: { status: "running" } });
    api.readiness("https://10.90.0.13:6443", 500);
    const { ended, gate } = run(api, 600, () => {
      putConfigMap(api, "kube-system/bootstrap", { data: { status: "complete" } });
      api.readiness("https://10.90.0.13:6443", 200);
    });
    await ended;
    expect(untimed(gate.lines[0] ?? "")).toBe(
      "pivot: 4 of 6 criteria hold, not yet: that of master-2 is not ready: etcd; ConfigMap kube-system/bootstrap says running",
    );
  });

  it("gives up with what is missing, after twenty minutes without anything new", async () => {
    const api = pivoted();
    putConfigMap(api, "kube-system/bootstrap", { data: {} });
    await expect(run(api).ended).rejects.toThrow(
      /gave up waiting for bootstrap to be needed no more after 20m\n[^]*kube-system\/bootstrap says nothing/,
    );
  });
});
