import type { Part } from "../../../../checks/cis/item";
import { tableOf } from "../../../../checks/cis/table";

const item = (id: string) => ({ id, title: `title of ${id}`, why: "why", examine: () => [] });
const part: Part = { title: "1 Part", on: ["worker"], items: [item("0.1"), item("1.2.1")] };

describe("a part of the benchmark as a table", () => {
  const rows = tableOf(part).split("\n");

  it("has the part's title above a row for each recommendation", () => {
    expect(rows[0]).toBe("### 1 Part");
    expect(rows.filter((row) => row.startsWith("| "))).toHaveLength(3);
  });

  it("says of each whether it is met", () => {
    expect(rows).toContain("| 0.1 | title of 0.1 | why | met |");
  });

  it("gives the reason of an exception and what holds instead", () => {
    expect(rows.find((row) => row.startsWith("| 1.2.1 |"))).toMatch(
      /\*\*exception\*\*: .*\. Instead: .*\. \|$/,
    );
  });
});
