import {
  idOf,
  inputObject,
  isEmptyCollection,
  outputProperties,
  parseId,
  stateObject,
  typeMetaOf,
} from "../../../../plugins/kubernetes/objects";
import { secret } from "../../../../plugins/shared/values";

const configMap = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "cm", namespace: "ns" } };

describe("an object of the program", () => {
  it("is sent without secret marks, and without what is null", () => {
    const inputs = { ...configMap, data: { a: secret("s"), b: null }, immutable: null };
    expect(inputObject(inputs)).toEqual({ ...configMap, data: { a: "s" } });
  });

  it("keeps nulls inside lists: there they are items", () => {
    expect(inputObject({ ...configMap, list: [null, { a: null }] })).toMatchObject({ list: [null, {}] });
  });

  it("has its schema extensions in the API's spelling, and gives them out in the SDK's", () => {
    const schema = { properties: [{ "x-kubernetes-preserve-unknown-fields": true }] };
    const spelledForPrograms = { properties: [{ x_kubernetes_preserve_unknown_fields: true }] };
    expect(inputObject({ ...configMap, ...spelledForPrograms })).toMatchObject(schema);
    expect(outputProperties({ ...configMap, ...schema })).toMatchObject(spelledForPrograms);
  });
});

describe("an object of the state", () => {
  it("keeps the nulls of the API server, which are differences", () => {
    expect(stateObject({ ...configMap, rules: null })).toHaveProperty("rules", null);
  });
});

describe("the id of an object", () => {
  it("names its namespace, if it has one", () => {
    expect(idOf(configMap)).toBe("ns/cm");
    expect(idOf({ ...configMap, metadata: { name: "cm" } })).toBe("cm");
  });
  it("can be read back", () => {
    expect(parseId("ns/cm")).toEqual({ namespace: "ns", name: "cm" });
    expect(parseId("cm")).toEqual({ name: "cm" });
  });
});

describe("a type token", () => {
  it("holds apiVersion and kind, the core group without its name", () => {
    expect(typeMetaOf("kubernetes:core/v1:ConfigMap")).toEqual({ apiVersion: "v1", kind: "ConfigMap" });
    expect(typeMetaOf("kubernetes:rbac.authorization.k8s.io/v1:Role")).toEqual({
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
    });
  });
});

describe("an empty collection", () => {
  it("is a list or map without anything in it", () => {
    expect([[], {}].every(isEmptyCollection)).toBe(true);
    expect([[0], { a: 1 }, "", null, undefined, 0].some(isEmptyCollection)).toBe(false);
  });
});
