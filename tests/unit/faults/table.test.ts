import { readFileSync } from "node:fs";
import { join } from "node:path";
import { faultsOf } from "../../faults/faults";
import { sentence, table } from "../../faults/table";
import type { Outcome } from "../../faults/try-fault";
import { withPart } from "../../support/document";
import { planOf } from "../../support/plan";

const [fault] = faultsOf(planOf());
if (fault === undefined) throw new Error("there is no fault");
const lost = (seconds: number) => ({
  at: new Date(seconds * 1000).toISOString(),
  took: 3,
  path: "/readyz",
  reason: "refused",
});
const outcome: Outcome = {
  fault,
  seconds: 12.34,
  report: { requests: 250, failures: [lost(10), lost(12.5), lost(11)], slowest: 2100 },
};

describe("the table of what faults did", () => {
  it("counts what was lost, and within which time", () => {
    expect(table([outcome]).split("\n").at(-1)).toBe(
      "| kill lb-0 | requests until it is back | 3 of 250 | 2.5 | 2.1 | 12 |",
    );
  });

  it("says the same as a sentence", () => {
    expect(sentence(outcome)).toBe(
      "kill lb-0: 3 of 250 requests lost within 2.5 s, slowest 2100 ms; healthy again after 12.3 s",
    );
  });

  it("takes its place in the document again and again", () => {
    const document = readFileSync(join(__dirname, "..", "..", "..", "docs", "faults.md"), "utf8");
    const once = withPart(document, "make test-faults", table([outcome]));
    expect(once).toContain("| kill lb-0 |");
    expect(withPart(once, "make test-faults", table([outcome]))).toBe(once);
  });

  it("refuses a document without a place for it", () => {
    expect(() => withPart("# Faults\n", "make test-faults", "x")).toThrow("no place");
  });
});
