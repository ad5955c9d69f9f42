import { objectPath } from "../../../../../manifests/openshift/cluster-objects";
import { featureGate } from "../../../../../manifests/openshift/objects/feature-gate";
import { objectsOf, testObjects } from "../../../../support/openshift-objects";

const gate = featureGate("4.19.0-okd-scos.1", { enabled: ["A", "B"], disabled: ["C"] });

describe("the FeatureGate", () => {
  it("blocker 1, defect 8 of 4.2: has a status for exactly the version of the release, written as one", () => {
    expect(gate.status.featureGates).toEqual([
      { version: "4.19.0-okd-scos.1", enabled: [{ name: "A" }, { name: "B" }], disabled: [{ name: "C" }] },
    ]);
    expect(objectPath(gate)).toBe("/opt/openshift/manifests/10-featuregate-cluster.status.yaml");
  });

  it("is of the default set, which alone can be updated", () => {
    expect(gate.spec).toEqual({});
  });

  it("is the release's own: the program seeds none, whose lists it could only guess", () => {
    expect(objectsOf(testObjects(), "FeatureGate")).toEqual([]);
  });
});
