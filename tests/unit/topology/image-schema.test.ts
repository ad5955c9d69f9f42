import { imageSchema } from "../../../topology/image-schema";

const sum = "0123456789abcdef".repeat(4);

describe("the values of an image", () => {
  it.each([
    { url: "https://example.com/disk.qcow2", sha256: sum },
    { url: "http://10.0.0.1:8080/disk.qcow2.xz", sha256: sum, uncompressedSha256: sum },
  ])("may be $url", (image) => {
    expect(imageSchema.parse(image)).toEqual(image);
  });

  it.each([
    ["an address that is none", { url: "disk.qcow2", sha256: sum }],
    ["a file of this host", { url: "file:///srv/disk.qcow2", sha256: sum }],
    ["an address of another protocol", { url: "ftp://example.com/disk.qcow2", sha256: sum }],
    ["no checksum", { url: "https://example.com/disk.qcow2" }],
    ["a checksum of another length", { url: "https://example.com/disk.qcow2", sha256: sum.slice(1) }],
    ["a checksum in capitals", { url: "https://example.com/disk.qcow2", sha256: sum.toUpperCase() }],
  ])("are not %s", (_, image) => {
    expect(imageSchema.safeParse(image).success).toBe(false);
  });
});
