import { turnHighlyAvailable } from "../../../../gates/openshift/topology";
import { fakeClock, recordingContext, untimed } from "../../../support/gate-context";
import { StandInApi } from "../../../support/stand-in-api";
import { masters, put } from "./cluster";

const version = "4.22.0-okd-scos.7";

/** A cluster that began on one control plane; its release has these features, and takes the change up after a minute. */
function cluster(controlPlanes: typeof masters, ...features: readonly string[]) {
  const api = new StandInApi();
  put(api, "Infrastructure", "cluster", { status: { controlPlaneTopology: "SingleReplica" } });
  put(api, "ClusterVersion", "version", { status: { desired: { version } } });
  const older = { version: "4.21.0", enabled: [{ name: "MutableTopology" }] };
  const own = { version, enabled: features.map((name) => ({ name })) };
  put(api, "FeatureGate", "cluster", { status: { featureGates: [older, own] } });
  const gate = recordingContext(
    fakeClock((milliseconds) => {
      if (milliseconds === 60_000)
        put(api, "Infrastructure", "cluster", { status: { controlPlaneTopology: "HighlyAvailable" } });
    }),
  );
  return { api, gate, turned: turnHighlyAvailable(gate, { controlPlanes, kubernetes: api.kubernetes }) };
}

describe("the topology of a cluster that has grown", () => {
  it("is turned where the release has the feature, and waited for", async () => {
    const { gate, turned } = cluster(masters, "MutableTopology", "Other");
    expect(await turned).toEqual({ topology: "HighlyAvailable" });
    expect(gate.lines.map(untimed)).toEqual([
      "topology: the cluster is SingleReplica, and is asked to be HighlyAvailable",
      "topology: the cluster is highly available, 1m",
    ]);
  });

  it("stays where the installed release has no such feature, whatever another version had, and says what that means", async () => {
    const { api, gate, turned } = cluster(masters, "Other");
    expect(await turned).toEqual({ topology: "SingleReplica" });
    expect(gate.lines.map(untimed)[0]).toContain("operators keep one replica of routers, console and login");
    const path = "/apis/config.openshift.io/v1/infrastructures/cluster";
    expect(api.objects.get(path)).not.toHaveProperty("spec");
  });

  it("stays where there is one control plane, whatever the release can", async () => {
    const { gate, turned } = cluster(masters.slice(0, 1), "MutableTopology");
    expect(await turned).toEqual({ topology: "SingleReplica" });
    expect(gate.lines.map(untimed)).toEqual([
      "topology: the cluster is SingleReplica, as one control plane is",
    ]);
  });
});
