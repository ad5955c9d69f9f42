import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { benchmark } from "../../checks/cis/benchmark";
import { exceptions } from "../../checks/cis/exceptions";
import { tableOf } from "../../checks/cis/table";

const path = join(__dirname, "../../docs/cis.md");
const start = "<!-- written by `make golden` from checks/cis -->\n";
const tables = benchmark.map(tableOf).join("\n");

/** The page with the tables of now below its mark. */
function current(page: string): string {
  const at = page.indexOf(start);
  if (at < 0) throw new Error(`${path} has lost the line ${start}`);
  return `${page.slice(0, at)}${start}\n${tables}`;
}

describe("docs/cis.md", () => {
  it("has each recommendation with its state", () => {
    if (process.env["UPDATE_GOLDEN"] !== undefined) writeFileSync(path, current(readFileSync(path, "utf8")));
    const page = readFileSync(path, "utf8");
    expect(page).toBe(current(page));
  });

  it("gives the reason of every exception", () => {
    for (const { id, reason } of exceptions) {
      const row = tables.split("\n").find((line) => line.startsWith(`| ${id} |`));
      expect(row).toContain(`**exception**: ${reason}`);
    }
  });
});
