import { clusterVersion, withoutOverrides } from "../../../../../manifests/openshift/objects/cluster-version";
import { openshiftPlanOf } from "../../../../support/openshift-plan";
import { namespaceOf, objectNamed, testObjects } from "../../../../support/openshift-objects";

const objects = testObjects();
const { overrides } = objectNamed(objects, "ClusterVersion", "version").spec;

describe("the ClusterVersion", () => {
  it("of OKD follows OKD's channel at OKD's server", () => {
    expect(clusterVersion(openshiftPlanOf(), []).spec).toMatchObject({
      channel: "stable-scos-4",
      upstream: "https://amd64.origin.releases.ci.openshift.org/graph",
      clusterID: "0b5c2d3e-7f41-4c8a-9d26-3a1f5e6b7c80",
    });
  });

  it("of OpenShift follows the channel of its minor version, at CVO's own server", () => {
    const { spec } = clusterVersion({ ...openshiftPlanOf(), distribution: "ocp" }, []);
    expect(spec.channel).toBe("stable-4.19");
    expect(spec).not.toHaveProperty("upstream");
  });

  it("names no version that is wanted, which CVO would take for an update", () => {
    expect(clusterVersion(openshiftPlanOf(), []).spec).not.toHaveProperty("desiredUpdate");
  });

  it("has CVO leave alone everything that is seeded beside it, each once", () => {
    const seeded = objects
      .filter(({ kind }) => kind !== "ClusterVersion")
      .map((object) => `${object.kind} ${namespaceOf(object)}/${object.metadata.name}`);
    const left = overrides.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`);
    expect(left.sort()).toEqual(seeded.sort());
    expect(new Set(left).size).toBe(left.length);
    expect(overrides.map(({ unmanaged }) => unmanaged)).not.toContain(false);
  });

  it("calls groups as CVO does: without their version, and Kubernetes' own by the empty name", () => {
    expect(overrides.filter(({ kind }) => kind === "Secret" || kind === "Namespace")).not.toContainEqual(
      expect.objectContaining({ group: "v1" }),
    );
    expect(overrides).toContainEqual(
      expect.objectContaining({ kind: "DNS", group: "config.openshift.io", namespace: "", name: "cluster" }),
    );
    expect(overrides).toContainEqual(
      expect.objectContaining({ kind: "ConfigMap", group: "", namespace: "openshift-etcd" }),
    );
  });
});

describe("the patch at the end of bootstrap", () => {
  it("takes the overrides back and touches nothing else", () => {
    expect(JSON.parse(withoutOverrides())).toEqual({ spec: { overrides: null } });
  });
});
