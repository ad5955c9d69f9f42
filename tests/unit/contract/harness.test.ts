import { differencesIn } from "../../contract/harness";

const text = [
  "ok kubernetes/secret (3.0 s)",
  "FAIL kubernetes/secret-life (12.5 s)",
  "  steps / 0 / exit",
  "    recorded: 0",
  "    got:      1",
  "ok kubernetes/rbac (3.0 s)",
  "2 of 3 cases as recorded; not: kubernetes/secret-life",
  "",
].join("\n");

describe("the differences of a case in what the harness prints", () => {
  it("are the lines below its result", () => {
    expect(differencesIn(text, "kubernetes/secret-life")).toEqual([
      "  steps / 0 / exit",
      "    recorded: 0",
      "    got:      1",
    ]);
  });
  it("are none where it is as recorded", () => {
    expect(differencesIn(text, "kubernetes/secret")).toEqual([]);
    expect(differencesIn(text, "kubernetes/rbac")).toEqual([]);
  });
  it("are not taken for none where it was not played", () => {
    expect(() => differencesIn(text, "kubernetes/pod")).toThrow("did not play kubernetes/pod");
  });
});
