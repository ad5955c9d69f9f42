import { openshiftClusterOf } from "../../../../topology/openshift/openshift-values";

describe("a cluster of OpenShift", () => {
  it("has the defaults of what is left out", () => {
    expect(openshiftClusterOf({ distribution: "okd" })).toEqual({
      distribution: "okd",
      values: { payload: "image", mirrors: [], trustBundle: "", sshKeys: [], machineConfigs: "tls" },
    });
  });

  it("is none of another distribution", () => {
    expect(openshiftClusterOf({ distribution: "kubernetes" })).toBeUndefined();
  });
});
