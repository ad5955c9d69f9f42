import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../../../tools/paths";
import { longSuites, testParts } from "../../../../tools/testing/parts";

const folders = testParts.flatMap((part) => (part.kind === "jest" ? part.folders : []));

describe("the parts of make test", () => {
  it("run every folder of tests exactly once, but for those that have a target of their own", () => {
    const withoutTests = ["support", "fixtures", "secrets"];
    const present = readdirSync(join(repository, "tests"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !withoutTests.includes(entry.name))
      .map(({ name }) => `tests/${name}`);
    const all = [...folders, ...longSuites.map(({ folder }) => folder)];
    expect(all).toEqual(expect.arrayContaining(present));
    expect(new Set(all).size).toBe(all.length);
  });

  it.each(longSuites)("leave $folder to make $target, which is there", ({ folder, target }) => {
    const makefile = readFileSync(join(repository, "Makefile"), "utf8");
    const recipe = new RegExp(`^${target}:.*\\n\\t.*/${folder}/`, "m");
    expect(makefile).toMatch(recipe);
  });

  it("begin with what needs nothing of the machine", () => {
    const costs = testParts.map(({ needs }) => (needs.length === 0 ? 0 : 1));
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
  });

  it("end with the cluster itself, but for what CI may have no time for", () => {
    expect(testParts.filter(({ minutesOnCi }) => minutesOnCi === undefined).at(-1)?.name).toBe("end to end");
  });
});
