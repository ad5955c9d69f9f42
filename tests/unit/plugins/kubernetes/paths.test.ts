import { isWithin, parsePath } from "../../../../plugins/kubernetes/paths";

describe("a property path", () => {
  it("consists of keys, quoted keys, indexes and stars", () => {
    expect(parsePath("spec.ports[0].port")).toEqual(["spec", "ports", 0, "port"]);
    expect(parsePath('metadata.annotations["example.org/a"]')).toEqual([
      "metadata",
      "annotations",
      "example.org/a",
    ]);
    expect(parsePath("spec.containers[*].image")).toEqual(["spec", "containers", "*", "image"]);
  });
  it("holds all that is below it, a star whatever stands there", () => {
    expect(isWithin(["data", "a"], parsePath("data"))).toBe(true);
    expect(isWithin(["spec", "containers", 3, "image"], parsePath("spec.containers[*]"))).toBe(true);
    expect(isWithin(["data"], parsePath("data.a"))).toBe(false);
    expect(isWithin(["data", "b"], parsePath("data.a"))).toBe(false);
  });
});
