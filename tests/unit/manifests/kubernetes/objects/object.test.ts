import {
  clusterRoleBinding,
  type ConfigMap,
  configHash,
} from "../../../../../manifests/kubernetes/objects/object";

const configMap = (data: Record<string, string>): ConfigMap => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "c" },
  data,
});

describe("the hash of a ConfigMap", () => {
  it("changes with the data, so that a changed configuration rolls its pods out", () => {
    expect(configHash(configMap({ a: "1" }))).not.toEqual(configHash(configMap({ a: "2" })));
    expect(configHash(configMap({ a: "1" }))).toEqual(configHash(configMap({ a: "1" })));
  });
});

describe("a binding", () => {
  it("names users and groups with their API group, and service accounts with their namespace", () => {
    expect(clusterRoleBinding("b", "r", { kind: "Group", name: "g" })).toMatchObject({
      roleRef: { kind: "ClusterRole", name: "r" },
      subjects: [{ kind: "Group", name: "g", apiGroup: "rbac.authorization.k8s.io" }],
    });
    expect(
      clusterRoleBinding("b", "r", { kind: "ServiceAccount", name: "s", namespace: "kube-system" }),
    ).toMatchObject({ subjects: [{ kind: "ServiceAccount", name: "s", namespace: "kube-system" }] });
  });
});
