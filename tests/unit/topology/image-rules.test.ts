import { configSchema } from "../../../topology/config-schema";
import { imageRules } from "../../../topology/image-rules";

const [packed, disk] = ["1".repeat(64), "2".repeat(64)];

/** The problems that the rules find in an image of which each value is valid by itself. */
function problemsOf(image: object | undefined) {
  const values = configSchema.parse({ clusterName: "dev", platform: "libvirt", libvirt: { image } });
  return imageRules.flatMap((rule) => rule.problems(values));
}

describe("an image", () => {
  it.each([
    ["none", undefined],
    ["a disk with its checksum", { url: "https://a/b.qcow2", sha256: disk }],
    [
      "a compressed disk with both",
      { url: "https://a/b.qcow2.zst", sha256: packed, uncompressedSha256: disk },
    ],
  ])("may be %s", (_, image) => {
    expect(problemsOf(image)).toEqual([]);
  });

  it("that is compressed is refused without the checksum of what it holds", () => {
    const [problem, ...others] = problemsOf({ url: "https://a/b.qcow2.xz", sha256: packed });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      what: "the checksum of the uncompressed image is missing",
      where: "libvirt.image.uncompressedSha256",
    });
    expect(problem?.why).toContain("ends in .xz");
    expect(problem?.remedy).toMatch(/^pulumi config set --path libvirt\.image\.uncompressedSha256 to /);
  });

  it("that is not compressed is refused with a second checksum", () => {
    const [problem, ...others] = problemsOf({
      url: "https://a/b.qcow2",
      sha256: packed,
      uncompressedSha256: disk,
    });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      what: "the image is not compressed and has one checksum",
      where: "libvirt.image.uncompressedSha256",
      value: disk,
    });
    expect(problem?.why).toContain(".xz, .gz, .zst");
  });

  it("is refused with one checksum for two files", () => {
    const image = { url: "https://a/b.qcow2.gz", sha256: packed, uncompressedSha256: packed };
    expect(problemsOf(image)).toMatchObject([
      { what: "the image has the same checksum compressed and uncompressed" },
    ]);
  });

  it.each(["https://me:s3cret@a.example/b.qcow2?x=1", "https://s3cret@a.example/b.qcow2"])(
    "is refused with credentials in its address, which are not shown: %s",
    (url) => {
      const problems = problemsOf({ url, sha256: disk });
      expect(problems).toMatchObject([
        { where: "libvirt.image.url", value: "https://***@a.example/b.qcow2" },
      ]);
      expect(JSON.stringify(problems)).not.toContain("s3cret");
    },
  );
});
