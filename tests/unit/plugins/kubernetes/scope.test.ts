import { builtinScope, groupOf, knownScope } from "../../../../plugins/kubernetes/scope";

describe("the scope of a kind", () => {
  it.each([
    ["v1", "ConfigMap", "namespaced"],
    ["v1", "Namespace", "cluster"],
    ["apps/v1", "Deployment", "namespaced"],
    ["rbac.authorization.k8s.io/v1", "ClusterRole", "cluster"],
    ["rbac.authorization.k8s.io/v1", "Role", "namespaced"],
    ["node.k8s.io/v1", "RuntimeClass", "cluster"],
    ["networking.k8s.io/v1", "NetworkPolicy", "namespaced"],
    ["example.org/v1", "Thing", undefined],
  ])("of %s %s is known without a cluster: %s", (apiVersion, kind, scope) => {
    expect(builtinScope({ apiVersion, kind })).toBe(scope);
  });

  it("of a custom kind is told by an object that was made", () => {
    const thing = { apiVersion: "example.org/v1", kind: "Thing" };
    expect(knownScope({ ...thing, metadata: { name: "a", namespace: "ns" } })).toBe("namespaced");
    expect(knownScope({ ...thing, metadata: { name: "a" } })).toBe("cluster");
  });
});

describe("the group of an apiVersion", () => {
  it("is empty for the core", () => {
    expect(groupOf("v1")).toBe("");
    expect(groupOf("apps/v1")).toBe("apps");
  });
});
