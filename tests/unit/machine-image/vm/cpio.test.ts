import { cpio } from "../../../../machine-image/vm/cpio";
import type { TarEntry } from "../../../../machine-image/ustar";
import { readCpio } from "./read-cpio";

const entries: readonly TarEntry[] = [
  { path: "folder", kind: "folder", mode: 0o755, content: Buffer.alloc(0) },
  { path: "folder/file", kind: "file", mode: 0o640, content: Buffer.from("x".repeat(701)) },
  { path: "link", kind: "link", mode: 0o777, content: Buffer.from("folder/file") },
];

describe("a cpio archive", () => {
  it("has the entries in their order, with kinds and modes, root's all, and ends as the kernel expects it", () => {
    expect(readCpio(cpio(entries)).map(({ path, mode, owner }) => [path, mode.toString(8), owner])).toEqual([
      ["folder", "40755", 0],
      ["folder/file", "100640", 0],
      ["link", "120777", 0],
      ["TRAILER!!!", "0", 0],
    ]);
  });

  it("gives the contents back; a link's is its target", () => {
    const contents = readCpio(cpio(entries)).map(({ content }) => content);
    expect(contents).toEqual(["", "x".repeat(701), "folder/file", ""]);
  });

  it("depends on its entries alone", () => {
    expect(cpio(entries).equals(cpio(entries))).toBe(true);
  });
});
