import { Document } from "yaml";
import { documentText, yamlText } from "../../../manifests/yaml";

const long = "word ".repeat(60).trim();

describe("YAML", () => {
  it("leaves out what is undefined", () => {
    expect(yamlText({ a: 1, b: undefined })).toBe("a: 1\n");
  });

  it("writes what stands twice twice, not as an alias", () => {
    const shared = { k: "v" };
    expect(yamlText({ a: shared, b: shared })).toBe("a:\n  k: v\nb:\n  k: v\n");
  });

  it("keeps long values on one line", () => {
    expect(yamlText({ long })).toBe(`long: ${long}\n`);
    expect(documentText(new Document({ long }))).toBe(`long: ${long}\n`);
  });
});
