import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandSuite } from "../contract/cases-command";
import { kubernetesSuite } from "../contract/cases-kubernetes";
import { sections, withSections } from "../contract/document";

const file = join(__dirname, "../../docs/plugin-contract.md");

describe("docs/plugin-contract.md", () => {
  it("says of the recorded cases what the tables say", () => {
    const written = readFileSync(file, "utf8");
    const expected = withSections(written, sections([commandSuite, kubernetesSuite]));
    if (process.env["UPDATE_GOLDEN"] !== undefined) writeFileSync(file, expected);
    expect(readFileSync(file, "utf8")).toBe(expected);
  });
});
