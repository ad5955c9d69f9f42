import { compressedEnding, imageName, imageSource } from "../../../topology/image";

const [packed, disk] = ["1".repeat(64), "2".repeat(64)];

describe("an image by its address", () => {
  it.each([
    ["https://example.com/fedora-coreos.qcow2.xz", "xz"],
    ["https://example.com/disk.qcow2.gz", "gzip"],
    ["https://example.com/disk.qcow2.zst", "zstd"],
    ["https://example.com/disk.qcow2.xz?mirror=2#top", "xz"],
  ])("is compressed as its ending says: %s by %s", (url, compression) => {
    expect(imageSource({ url, sha256: packed, uncompressedSha256: disk })).toEqual({
      url,
      sha256: packed,
      compression,
      diskSha256: disk,
    });
  });

  it.each(["https://example.com/disk.qcow2", "https://example.com/disk.img", "https://example.xz/"])(
    "is the disk itself where it ends otherwise: %s",
    (url) => {
      expect(compressedEnding(url)).toBeUndefined();
      expect(imageSource({ url, sha256: disk })).toMatchObject({ compression: undefined, diskSha256: disk });
    },
  );

  it("is called by the checksum of its disk, so that the same disk from elsewhere is no other image", () => {
    const compressed = { url: "https://a/b.qcow2.xz", sha256: packed, uncompressedSha256: disk };
    expect(imageName(imageSource(compressed))).toBe(`image-${disk}.qcow2`);
    expect(imageName(imageSource({ url: "https://c/d.qcow2", sha256: disk }))).toBe(`image-${disk}.qcow2`);
  });
});
