import { execFileSync } from "node:child_process";
import { ustar, type TarEntry } from "../../../machine-image/ustar";

const entries: readonly TarEntry[] = [
  { path: "folder", kind: "folder", mode: 0o1777, content: Buffer.alloc(0) },
  { path: "folder/file", kind: "file", mode: 0o640, content: Buffer.from("x".repeat(700)) },
  { path: "link", kind: "link", mode: 0o777, content: Buffer.from("folder/file") },
];

describe("a tar archive", () => {
  it("is one that tar reads: kinds, modes, owner, sizes and links", () => {
    const listing = execFileSync("tar", ["--list", "--verbose", "--numeric-owner", "--utc", "-f", "-"], {
      input: ustar(entries),
      encoding: "utf8",
      env: { LC_ALL: "C" },
    });
    expect(listing.trimEnd().split("\n")).toEqual([
      "drwxrwxrwt 0/0               0 1970-01-01 00:00 folder",
      "-rw-r----- 0/0             700 1970-01-01 00:00 folder/file",
      "lrwxrwxrwx 0/0               0 1970-01-01 00:00 link -> folder/file",
    ]);
  });

  it("gives the content back", () => {
    const file = execFileSync("tar", ["-x", "--to-stdout", "-f", "-", "folder/file"], {
      input: ustar(entries),
    });
    expect(file.toString()).toBe("x".repeat(700));
  });

  it("depends on its entries alone", () => {
    expect(ustar(entries).equals(ustar(entries))).toBe(true);
  });

  it("takes a long path, which tar gives back whole", () => {
    const path = `${"folder/".repeat(30)}file`;
    const archive = ustar([{ path, kind: "file", mode: 0o600, content: Buffer.from("long") }]);
    const listing = execFileSync("tar", ["--list", "-f", "-"], { input: archive, encoding: "utf8" });
    expect(listing.trim()).toBe(path);
  });

  it("refuses a path that would be cut off", () => {
    const path = "x".repeat(101);
    expect(() => ustar([{ path, kind: "folder", mode: 0o755, content: Buffer.alloc(0) }])).toThrow(
      /too long/,
    );
  });
});
