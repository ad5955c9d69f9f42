import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { archiveName, writeArchive } from "../../../../tools/collect/archive";

describe("an archive", () => {
  const state = mkdtempSync(join(tmpdir(), "hardway-"));
  const folder = join(state, "dev", "failures");
  const label = (second: number) => ({ folder, about: "dev-join-master-1", at: new Date(second * 1000) });
  const pieces = [
    { path: "reason.txt", text: "gave up\n" },
    { path: `master-0/${"long-folder/".repeat(9)}0.log`, text: "Authorization: Bearer 0123456789abcdef\n" },
  ];
  afterAll(() => {
    rmSync(state, { recursive: true });
  });

  it("is one that tar reads, without secrets, in a folder and a file that only their owner can read", async () => {
    const path = await writeArchive(pieces, label(0));
    expect(path).toBe(join(folder, "19700101T000000Z-dev-join-master-1.tar.gz"));
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const content = execFileSync("tar", ["--extract", "--gzip", "--to-stdout", "--file", path], {
      encoding: "utf8",
    });
    expect(content).toBe("gave up\nAuthorization: Bearer [redacted: bearer]\n");
    const list = execFileSync("tar", ["--list", "--gzip", "--file", path], { encoding: "utf8" });
    expect(list.trim().split("\n")).toEqual(pieces.map((piece) => piece.path));
  });

  it("makes room: the newest ten are kept", async () => {
    for (let second = 1; second <= 11; second++) await writeArchive(pieces, label(second));
    const names = readdirSync(folder).sort();
    expect(names).toHaveLength(10);
    expect(names[0]).toMatch(/^19700101T000002Z/);
    expect(names.at(-1)).toMatch(/^19700101T000011Z/);
  });

  it("has a name that sorts by time, whatever gave up", () => {
    const at = new Date("2026-11-24T22:44:00.123Z");
    expect(archiveName({ about: "a/b c", at })).toBe("20261124T224400Z-a-b-c.tar.gz");
  });
});
