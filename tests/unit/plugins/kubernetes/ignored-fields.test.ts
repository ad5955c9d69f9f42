import { ignoring } from "../../../../plugins/kubernetes/ignored-fields";
import type { Properties } from "../../../../plugins/shared/values";

const OWN = "pulumi-kubernetes-0a1b2c3d";
const object = (data: Properties) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "cm" },
  data,
});
/** A live object whose field data.a has these owners. */
const live = (data: Properties, ...owners: readonly string[]) => {
  const managedFields = owners.map((manager) => ({ manager, fieldsV1: { "f:data": { "f:a": {} } } }));
  return { ...object(data), metadata: { name: "cm", managedFields } };
};

describe("a field that the program ignores", () => {
  it("is sent as it is now where it is ours", () => {
    const sent = ignoring(object({ a: "program", b: "1" }), "data.a", live({ a: "now" }, OWN), OWN);
    expect(sent).toEqual(object({ a: "now", b: "1" }));
  });
  it("is not sent where it belongs to others", () => {
    const sent = ignoring(object({ a: "program", b: "1" }), "data.a", live({ a: "now" }, "hpa"), OWN);
    expect(sent).toEqual(object({ b: "1" }));
  });
  it("is sent as the program has it where it is not there", () => {
    expect(ignoring(object({ a: "program" }), "data.a", live({}), OWN)).toEqual(object({ a: "program" }));
  });
});
