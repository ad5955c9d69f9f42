import { bundleMap } from "../../../../../manifests/openshift/objects/config-map";

describe("a ConfigMap of certificates", () => {
  it("has them under the key that OpenShift's programs read", () => {
    expect(bundleMap({ namespace: "openshift-config", name: "b" }, "PEM")).toEqual({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { namespace: "openshift-config", name: "b" },
      data: { "ca-bundle.crt": "PEM" },
    });
  });
});
