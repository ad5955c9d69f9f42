import { readFileSync } from "node:fs";
import { join } from "node:path";
import { partsOf } from "../../ha/keep";
import { withPart } from "../../support/document";
import { quiet } from "./quiet";

const document = readFileSync(join(__dirname, "..", "..", "..", "docs", "high-availability.md"), "utf8");
const parts = partsOf({
  choice: { runs: 3, of: "all" },
  faults: ["kill the holder"],
  machines: [],
  measures: [{ ...quiet, fault: "kill the holder" }],
  replacements: [],
  unmeasured: [],
});

describe("the report in the document", () => {
  it("has a place for each of its parts, which it takes again and again", () => {
    const written = (before: string) =>
      Object.entries(parts).reduce((text, [writer, part]) => withPart(text, writer, part), before);
    const once = written(document);
    expect(once).toContain("| kill the holder | 1 |");
    expect(once).toContain("1 of 3 runs of faults were measured");
    expect(written(once)).toBe(once);
  });

  it("stands beside the chart, which no part writes over", () => {
    expect(document).toMatch(/!\[[^\]]+\]\(high-availability\.svg\)/);
    expect(Object.values(parts).join("\n")).not.toContain("high-availability.svg");
  });
});
