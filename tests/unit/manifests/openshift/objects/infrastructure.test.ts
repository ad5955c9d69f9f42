import { objectPath } from "../../../../../manifests/openshift/cluster-objects";
import { infrastructure } from "../../../../../manifests/openshift/objects/infrastructure";
import { yamlText } from "../../../../../manifests/yaml";
import { inPlacePlanOf, openshiftPlanOf } from "../../../../support/openshift-plan";

const object = infrastructure(openshiftPlanOf());

const topologies = (controlPlanes: number, workers: number) => {
  const { status } = infrastructure(openshiftPlanOf({}, { controlPlanes, workers }));
  return [status.controlPlaneTopology, status.infrastructureTopology];
};

describe("the Infrastructure", () => {
  it("blocker 2: has the internal URL under the one key that the server keeps, and is written as a status", () => {
    expect(yamlText(object)).toContain("apiServerInternalURI: https://api-int.okd.example.com:6443\n");
    expect(yamlText(object)).not.toContain("apiServerInternalURL");
    expect(objectPath(object)).toMatch(/\.status\.yaml$/);
  });

  it("defect 1 of 4.2: gives users and machines different names for the API", () => {
    expect(object.status.apiServerURL).toBe("https://api.okd.example.com:6443");
    expect(object.status.apiServerInternalURI).not.toBe(object.status.apiServerURL);
  });

  it("is of the platform None in both places where operators look", () => {
    expect(object.spec.platformSpec).toEqual({ type: "None" });
    expect(object.status).toMatchObject({ platform: "None", platformStatus: { type: "None" } });
  });

  it("carries the infrastructure name, which CRD and operators take at 27 characters at most", () => {
    expect(object.status.infrastructureName).toBe("okd-x7k2p");
  });

  it.each([
    [3, 2, "HighlyAvailable", "HighlyAvailable"],
    [3, 1, "HighlyAvailable", "SingleReplica"],
    [3, 0, "HighlyAvailable", "HighlyAvailable"],
    [1, 0, "SingleReplica", "SingleReplica"],
    [1, 2, "SingleReplica", "HighlyAvailable"],
  ])("with %d control planes and %d workers is %s and %s", (controlPlanes, workers, ...expected) => {
    expect(topologies(controlPlanes, workers)).toEqual(expected);
  });

  it("trap: begins with one replica in place, whatever the cluster grows to", () => {
    for (const controlPlanes of [1, 3]) {
      const { status } = infrastructure(inPlacePlanOf({}, { controlPlanes }));
      expect([status.controlPlaneTopology, status.infrastructureTopology]).toEqual([
        "SingleReplica",
        "SingleReplica",
      ]);
    }
  });
});
