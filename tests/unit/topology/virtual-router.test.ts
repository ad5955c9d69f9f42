import { virtualRouterIdOf } from "../../../topology/virtual-router";

const everyOtherOne = Array.from({ length: 254 }, (_, index) => index + 1);

describe("the number of a cluster's virtual router", () => {
  it("is made from the cluster's domain, the same each time", () => {
    const idOf = (domain: string) =>
      virtualRouterIdOf({ virtualRouterId: undefined, foreignVirtualRouterIds: [] }, domain);
    expect(idOf("a.example.com")).toBe(idOf("a.example.com"));
    expect(new Set(["a", "b", "c", "d"].map((name) => idOf(`${name}.example.com`))).size).toBeGreaterThan(1);
  });

  it("is none that another router of the network has", () => {
    const left = { virtualRouterId: undefined, foreignVirtualRouterIds: everyOtherOne };
    expect(virtualRouterIdOf(left, "a.example.com")).toBe(255);
  });

  it("is the one that was asked for", () => {
    expect(virtualRouterIdOf({ virtualRouterId: 7, foreignVirtualRouterIds: [] }, "a.example.com")).toBe(7);
  });
});
