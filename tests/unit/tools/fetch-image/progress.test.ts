import { fileNameIn, ofTotal, progressLine, size } from "../../../../tools/fetch-image/progress";

const MEBIBYTE = 1024 * 1024;

describe("a number of bytes", () => {
  it.each([
    [0, "0 bytes"],
    [1023, "1023 bytes"],
    [1024, "1.0 KiB"],
    [700 * MEBIBYTE, "700.0 MiB"],
    [1.5 * 1024 * MEBIBYTE, "1.5 GiB"],
    [5000 * 1024 * MEBIBYTE, "5000.0 GiB"],
  ])("is said as a person says it: %d is %s", (bytes, text) => {
    expect(size(bytes)).toBe(text);
  });

  it("is said of what there is to be, where that is known", () => {
    expect(ofTotal(1024, 2048)).toBe("1.0 KiB of 2.0 KiB");
    expect(ofTotal(1024, undefined)).toBe("1.0 KiB");
  });
});

describe("a line of progress", () => {
  const since = new Date("2026-11-29T11:25:05.678Z");
  const growth = { doing: "downloading disk.qcow2.xz", file: "any", since, bytes: 70 * MEBIBYTE };

  it("says what, how much of how much, and since when", () => {
    expect(progressLine({ ...growth, total: 700 * MEBIBYTE })).toBe(
      "downloading disk.qcow2.xz: 70.0 MiB of 700.0 MiB, 10 %, since 11:25:05 UTC",
    );
  });

  it("says how much where nobody knows of how much", () => {
    expect(progressLine({ ...growth, total: undefined })).toBe(
      "downloading disk.qcow2.xz: 70.0 MiB, since 11:25:05 UTC",
    );
  });
});

describe("the name of a file", () => {
  it("is the end of its address, without a question or a signature", () => {
    expect(fileNameIn("https://example.com/builds/disk.qcow2.xz?signature=a/b")).toBe("disk.qcow2.xz");
  });
});
