import { clusterRole } from "../../../../../manifests/microshift/objects/rights";

describe("a ClusterRole", () => {
  it("has a rule for each right, without the reason", () => {
    const role = clusterRole("reader", [
      { group: "", resources: ["pods"], verbs: ["get", "list"], why: "to read" },
      { group: "apps", resources: ["deployments"], verbs: ["watch"], why: "to follow" },
    ]);
    expect(role).toEqual({
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name: "reader" },
      rules: [
        { apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] },
        { apiGroups: ["apps"], resources: ["deployments"], verbs: ["watch"] },
      ],
    });
  });
});
