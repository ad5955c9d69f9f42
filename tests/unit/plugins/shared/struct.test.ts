import { fromStruct, toStruct } from "../../../../plugins/shared/struct";

describe("the Struct of a property map", () => {
  it("gives back every kind of value", () => {
    const map = { text: "ä", number: 1.5, yes: true, nothing: null, list: [1, ["x"]], map: { deep: {} } };
    expect(fromStruct(toStruct(map))).toEqual(map);
  });

  it("leaves out keys without a value, at any depth", () => {
    const map = { a: undefined, b: { c: undefined, d: 1 }, list: [{ e: undefined }] };
    expect(fromStruct(toStruct(map))).toEqual({ b: { d: 1 }, list: [{}] });
  });

  it("is an empty map where there is none", () => {
    expect(fromStruct(undefined)).toEqual({});
  });
});
