import { containerfile, refuseUnfit, sourceIn } from "../../../../tools/microshift/dev-patch";
import { builtFiles, writeBuilt } from "../../../support/built-microshift";
import { temporaryFolder } from "../../../support/temporary-folder";

describe("what is put into the image", () => {
  it("is accepted where all is built, of the community's variant", async () => {
    await expect(refuseUnfit(writeBuilt(temporaryFolder("built")))).resolves.toBeUndefined();
  });

  it.each(Object.keys(builtFiles))("is refused without %s, by the file's own name", async (file) => {
    const folder = writeBuilt(temporaryFolder("built"), { [file]: undefined });
    await expect(refuseUnfit(folder)).rejects.toThrow(`${file.slice(file.lastIndexOf("/") + 1)} is missing`);
    await expect(refuseUnfit(folder)).rejects.toThrow(`${folder}/${file}`);
  });

  it("is refused where the binary is of another variant, with what makes the right one", async () => {
    const folder = writeBuilt(temporaryFolder("built"), { "_output/bin/microshift": "BuildVariant=ocp" });
    await expect(refuseUnfit(folder)).rejects.toThrow(
      /not of the community's variant[^]*make build MICROSHIFT_VARIANT=community/,
    );
  });

  it("replaces both binaries and the release's list in the image that it is made of", () => {
    expect(containerfile("localhost/microshift-okd:latest")).toBe(
      [
        "FROM localhost/microshift-okd:latest",
        "LABEL hardway.dev-patch-of=localhost/microshift-okd:latest",
        "COPY microshift /usr/bin/microshift",
        "COPY microshift-etcd /usr/bin/microshift-etcd",
        "COPY release-x86_64.json /usr/share/microshift/release/release-x86_64.json",
        "",
      ].join("\n"),
    );
  });
});

describe("the folder of the source", () => {
  it("is the one that SOURCE names", () => {
    const folder = temporaryFolder("built");
    expect(sourceIn({ SOURCE: folder })).toBe(folder);
  });

  it.each([
    [undefined, "SOURCE names no folder"],
    ["", "SOURCE names no folder"],
    ["/nonexistent", "the folder of SOURCE is not there"],
  ])("is refused as %s", (source, what) => {
    expect(() => sourceIn(source === undefined ? {} : { SOURCE: source })).toThrow(what);
  });
});
