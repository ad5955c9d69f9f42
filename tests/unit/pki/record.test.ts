import { namesIn, recordOf } from "../../../pki/record";

describe("a record of names", () => {
  it("has them in its order", () => {
    expect(namesIn({ b: 1, a: 2 })).toEqual(["b", "a"]);
  });

  it("has a value for each, in their order", () => {
    expect(Object.entries(recordOf(["b", "a"], (name) => name.toUpperCase()))).toEqual([
      ["b", "B"],
      ["a", "A"],
    ]);
  });
});
