import type { ContractSuite } from "../../contract/cases";
import { sections, withSections } from "../../contract/document";

const claims = { feature: "claims", why: "there is no storage", refusal: "a claim", users: ["one"] };
const suite: ContractSuite = {
  name: "kubernetes",
  match: ["rbac", "secret"],
  leftOut: [
    { name: "claim", ...claims },
    { name: "claim-again", ...claims },
  ],
  sample: ["rbac"],
  programs: [],
};

describe("the parts of the document that follow from the tables", () => {
  const texts = sections([suite]);

  it("count the cases", () => {
    expect(texts["counts"]).toContain("| `kubernetes` | 2 | 2 | 1 |");
  });
  it("have one row for a feature, with its reason, its cases and its error", () => {
    expect(texts["left out"]?.split("\n").slice(2)).toEqual([
      "| claims | there is no storage | `claim`, `claim-again` | `a claim` |",
    ]);
  });
  it("list the cases that must match, and the sample", () => {
    expect(texts["matched"]).toBe("`kubernetes` (2): `rbac`, `secret`.");
    expect(texts["sample"]).toBe("`kubernetes` (1): `rbac`.");
  });
});

describe("a section of the document", () => {
  it("is replaced between its marks, and nothing else is", () => {
    const document = "before\n<!-- a -->\nold\n<!-- end of a -->\nafter\n";
    expect(withSections(document, { a: "new\n1" })).toBe(
      "before\n<!-- a -->\nnew\n1\n<!-- end of a -->\nafter\n",
    );
  });
  it("is put between marks that have nothing between them yet", () => {
    expect(withSections("<!-- a -->\n<!-- end of a -->", { a: "new" })).toBe(
      "<!-- a -->\nnew\n<!-- end of a -->",
    );
  });
  it("needs its marks", () => {
    expect(() => withSections("text", { a: "new" })).toThrow('no place for the section "a"');
  });
});
