import { recipeHash } from "../../../tools/recipe-hash";
import type { Tool } from "../../../tools/tool";
import { tools } from "../../../tools/versions";

describe("a tool's recipe hash", () => {
  it("is the same every time", () => {
    expect(tools.map(recipeHash)).toEqual(tools.map(recipeHash));
  });

  it("differs from tool to tool", () => {
    expect(new Set(tools.map(recipeHash)).size).toBe(tools.length);
  });

  it("changes with the version and with the flags", () => {
    const pause: Tool = tools[4];
    const [source] = pause.sources;
    if (source?.kind !== "go") throw new Error("pause is built from source");
    const modules = source.modules.map((module) => ({ ...module, linkerFlags: [] }));
    const otherFlags: Tool = { ...pause, sources: [{ ...source, modules }] };
    const hashes = [pause, { ...pause, version: "2" }, otherFlags].map(recipeHash);
    expect(new Set(hashes).size).toBe(3);
  });

  it("changes with the files of the Go module", () => {
    const pause: Tool = tools[4];
    const [source] = pause.sources;
    if (source?.kind !== "go") throw new Error("pause is built from source");
    const modules = source.modules.map((module) => ({ ...module, folder: "etcdctl" }));
    expect(recipeHash({ ...pause, sources: [{ ...source, modules }] })).not.toBe(recipeHash(pause));
  });
});
