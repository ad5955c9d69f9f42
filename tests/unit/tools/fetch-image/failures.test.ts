import { brokenOff, noRoom, refused, wrongSum } from "../../../../tools/fetch-image/failures";

const url = "https://example.com/disk.qcow2.xz";
const origin = { url, kind: "disk" } as const;
const MEBIBYTE = 1024 * 1024;

describe("what a user is told of an image that cannot be fetched", () => {
  it("is how much of a broken-off download is there, and that the next run goes on", () => {
    const { report } = brokenOff(url, { bytes: 300 * MEBIBYTE, total: 700 * MEBIBYTE }, "other side closed");
    expect(report).toMatchObject({
      what: "the image's download broke off",
      where: url,
      seen: "300.0 MiB of 700.0 MiB are there, and then: other side closed",
    });
    expect(report.remedy).toContain("it goes on where this one ended");
  });

  it("is how much room is needed, at the least where nobody knows it", () => {
    const free = 50 * MEBIBYTE;
    expect(noRoom("/images", { needed: 1400 * MEBIBYTE, free }).report).toMatchObject({
      where: "/images",
      seen: "50.0 MiB are free, at least 1.4 GiB are needed",
    });
    expect(noRoom("/images", { needed: undefined, free: 0 }).report.seen).toBe(
      "0 bytes are free, more is needed",
    );
  });

  it("is which checksum is wrong, with the key to mend", () => {
    const sums = { expected: "a", got: "b" };
    expect(wrongSum(origin, "download", sums).message).toMatch(
      /is b, expected was a[^]*libvirt\.image\.sha256/,
    );
    expect(wrongSum({ url, kind: "live" }, "download", sums).message).toMatch(/openshift\.liveImage\.sha256/);
    expect(wrongSum(origin, "disk", sums).message).toMatch(/libvirt\.image\.uncompressedSha256/);
  });

  it("is the answer of a server that does not give it", () => {
    expect(refused(origin, 404).report.seen).toBe("the server answered 404");
  });
});
