import { REPLACEMENT_RULES, replaces } from "../../../../plugins/kubernetes/replacements";
import { settingsOf } from "../../../../plugins/kubernetes/settings";
import type { Properties } from "../../../../plugins/shared/values";

const object = (type: string, more: Properties = {}) => {
  const [apiVersion = "", kind = ""] = type.split(" ");
  return { apiVersion, kind, metadata: {}, ...more };
};
const plain = settingsOf({});

describe("a change that replaces the object", () => {
  it.each([
    ["v1 ConfigMap", ["metadata", "name"], "new"],
    ["v1 ConfigMap", ["data", "a"], "2"],
    ["v1 ConfigMap", ["data"], { a: "1" }],
    ["v1 Secret", ["type"], "example.org/x"],
    ["v1 Service", ["spec", "clusterIP"], undefined],
    ["v1 Service", ["spec"], { clusterIP: "None" }],
    ["v1 Pod", ["spec", "containers", 0, "image"], "example/app:2"],
    ["v1 Pod", ["spec", "containers", 1], { image: "example/app:2" }],
    ["apps/v1 Deployment", ["spec", "selector", "matchLabels", "app"], "y"],
    ["batch/v1 Job", ["spec", "template", "spec", "containers", 0, "image"], "b"],
    ["rbac.authorization.k8s.io/v1 RoleBinding", ["roleRef", "name"], "view"],
  ])("%s: %j", (type, path, value) => {
    expect(replaces(object(type), plain, path, value)).toBe(true);
  });
});

describe("a change in place", () => {
  it.each([
    ["v1 ConfigMap", ["metadata", "labels", "l"], "1"],
    ["v1 Service", ["spec", "ports", 0, "port"], 81],
    ["v1 Service", ["spec"], { type: "NodePort" }],
    ["apps/v1 Deployment", ["spec", "template", "spec", "containers", 0, "image"], "b"],
    ["rbac.authorization.k8s.io/v1 RoleBinding", ["subjects", 0, "name"], "b"],
    ["example.org/v1 Job", ["spec", "template"], {}],
  ])("%s: %j", (type, path, value) => {
    expect(replaces(object(type), plain, path, value)).toBe(false);
  });

  it("is that of a ConfigMap's or Secret's data where the provider says so", () => {
    const mutable = settingsOf({ enableConfigMapMutable: "true", enableSecretMutable: "true" });
    for (const kind of ["v1 ConfigMap", "v1 Secret"]) {
      expect(replaces(object(kind), mutable, ["data", "a"], "2")).toBe(false);
      expect(replaces(object(kind, { immutable: true }), mutable, ["data", "a"], "2")).toBe(true);
    }
  });
});

describe("the rules", () => {
  it("each say why", () => {
    expect(REPLACEMENT_RULES.filter(({ why }) => why.length < 10)).toEqual([]);
  });
});
