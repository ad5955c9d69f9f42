import { readdirSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../../../tools/paths";
import { testParts } from "../../../../tools/testing/parts";

const folders = testParts.flatMap((part) => (part.kind === "jest" ? part.folders : []));

describe("the parts of make test", () => {
  it("run every folder of tests exactly once", () => {
    const withoutTests = ["support", "fixtures"];
    const present = readdirSync(join(repository, "tests"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !withoutTests.includes(entry.name))
      .map(({ name }) => `tests/${name}`);
    expect(folders).toEqual(expect.arrayContaining(present));
    expect(new Set(folders).size).toBe(folders.length);
  });

  it("begin with what needs nothing of the machine", () => {
    const costs = testParts.map(({ needs }) => (needs.length === 0 ? 0 : 1));
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
  });

  it("end with the cluster itself", () => {
    expect(testParts.at(-1)?.name).toBe("end to end");
  });
});
