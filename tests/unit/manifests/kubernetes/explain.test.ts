import { Document, isMap, isSeq } from "yaml";
import { explainArguments, explainKeys } from "../../../../manifests/kubernetes/explain";

const flags = { plain: 1, explained: { value: 2, why: "one\ntwo" } };

describe("the reasons of flags", () => {
  it("stand above arguments, line by line", () => {
    const document = new Document({ args: ["--plain=1", "--explained=2"] });
    const args = document.get("args");
    if (isSeq(args)) explainArguments(args.items, flags);
    expect(document.toString()).toBe("args:\n  - --plain=1\n  # one\n  # two\n  - --explained=2\n");
  });

  it("stand above keys, line by line", () => {
    const document = new Document({ args: { plain: 1, explained: 2 } });
    const args = document.get("args");
    if (isMap(args)) explainKeys(args.items, flags);
    expect(document.toString()).toBe("args:\n  plain: 1\n  # one\n  # two\n  explained: 2\n");
  });
});
