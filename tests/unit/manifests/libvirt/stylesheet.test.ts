import { stylesheet } from "../../../../manifests/libvirt/stylesheet";

describe("a stylesheet", () => {
  it("copies everything where nothing is replaced", () => {
    expect(stylesheet([])).toContain('<xsl:template match="@*|node()">');
    expect(stylesheet([]).match(/<xsl:template/g)).toHaveLength(1);
  });

  it("has a template for each replacement", () => {
    expect(stylesheet([{ match: "a/b", content: "<c/>" }])).toContain(
      '<xsl:template match="a/b"><c/></xsl:template>',
    );
  });
});
