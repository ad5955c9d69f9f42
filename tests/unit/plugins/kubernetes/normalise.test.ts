import { normalise } from "../../../../plugins/kubernetes/normalise";
import { UNKNOWN } from "../../../../plugins/shared/values";

const metadata = { name: "s" };
const secretObject = { apiVersion: "v1", kind: "Secret", metadata };

describe("a Secret", () => {
  it("has its stringData as data in base64, over data of the same key", () => {
    const given = { ...secretObject, data: { a: "b2xk", b: "a2VwdA==" }, stringData: { a: "hunter2" } };
    expect(normalise(given)).toEqual({ ...secretObject, data: { a: "aHVudGVyMg==", b: "a2VwdA==" } });
  });
  it("keeps an unknown value unknown", () => {
    const given = { ...secretObject, stringData: { a: UNKNOWN } };
    expect(normalise(given)).toEqual({ ...secretObject, data: { a: UNKNOWN } });
  });
});

describe("any object", () => {
  it("loses the metadata that only the API server writes", () => {
    const given = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "cm", uid: "1", managedFields: [] },
    };
    expect(normalise(given)).toEqual({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "cm" } });
  });
  it("loses empty maps of its metadata, which the API server would drop", () => {
    const given = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "cm", annotations: {}, labels: { l: "1" } },
    };
    expect(normalise(given).metadata).toEqual({ name: "cm", labels: { l: "1" } });
  });
  it("keeps stringData where it is a field like others", () => {
    const given = { apiVersion: "example.org/v1", kind: "Secret", metadata, stringData: { a: "1" } };
    expect(normalise(given)).toEqual(given);
  });
});
