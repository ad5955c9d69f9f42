import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { textsIn } from "../../../../tools/collect/texts";

describe("textsIn", () => {
  const folder = mkdtempSync(join(tmpdir(), "hardway-"));
  const taken = { name: "master-0/etc", limit: 20 };
  beforeAll(() => {
    mkdirSync(join(folder, "deep", "er"), { recursive: true });
    writeFileSync(join(folder, "deep", "er", "file"), "one\n");
    writeFileSync(join(folder, "long"), "first line\nsecond line\nthird line\n");
    symlinkSync("/etc/hostname", join(folder, "link"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("takes all files, of a long one the last lines, and of links nothing: they lead to the host's files", () => {
    expect(textsIn(folder, taken)).toEqual([
      { path: "master-0/etc/deep/er/file", text: "one\n" },
      { path: "master-0/etc/long", text: "(the last 20 of 34 bytes)\nthird line\n" },
    ]);
  });

  it("finds nothing in a folder that is not there", () => {
    expect(textsIn(join(folder, "none"), taken)).toEqual([]);
  });

  it("says of what cannot be read why", () => {
    const [piece] = textsIn(join(folder, "long"), taken);
    expect(piece?.path).toBe("master-0/etc/not-read.txt");
    expect(piece?.text).toMatch(/ENOTDIR/);
  });
});
