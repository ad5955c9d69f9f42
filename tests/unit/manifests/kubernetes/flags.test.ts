import { argumentLists, argumentsOf } from "../../../../manifests/kubernetes/flags";

describe("a table of flags", () => {
  it("becomes arguments in its own order", () => {
    expect(argumentsOf({ zone: "b", age: 3 }).map(({ text }) => text)).toEqual(["--zone=b", "--age=3"]);
  });

  it("writes switches out, so that a reader need not know their default", () => {
    expect(argumentsOf({ profiling: false })[0]?.text).toBe("--profiling=false");
  });

  it("joins lists with commas", () => {
    expect(argumentsOf({ modes: ["Node", "RBAC"] })[0]?.text).toBe("--modes=Node,RBAC");
  });

  it("carries the reason beside the argument", () => {
    expect(argumentsOf({ a: { value: ["x", "y"], why: "a reason" }, b: 1 })).toEqual([
      { text: "--a=x,y", why: "a reason" },
      { text: "--b=1", why: undefined },
    ]);
  });
});

describe("a table of flags as lists", () => {
  it("gives each value as a list of texts, with or without a reason", () => {
    expect(argumentLists({ a: { value: ["x", "y"], why: "a reason" }, b: 1, c: false })).toEqual({
      a: ["x", "y"],
      b: ["1"],
      c: ["false"],
    });
  });
});
