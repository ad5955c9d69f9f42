import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { take } from "../../../../tools/sources/take";
import type { Source, Tool } from "../../../../tools/tool";

const tool: Tool = {
  name: "unit",
  version: "99.9.9",
  why: "",
  neededBy: "up",
  runsOn: "host",
  programs: ["sh"],
  sources: [],
};

describe("a source that has nothing to give says why", () => {
  const path = process.env["PATH"];
  const folder = mkdtempSync(join(tmpdir(), "hardway-take-"));
  const begun: string[] = [];
  const why = async (source: Source): Promise<string> => {
    const result = await take(tool, source, (doing) => begun.push(doing));
    return result.kind === "unavailable" ? result.why : `it gave ${result.origin}`;
  };

  afterEach(() => {
    process.env["PATH"] = path;
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("when the program is not on PATH", async () => {
    const source: Source = { kind: "path", program: "hardway-none", versionArguments: [] };
    await expect(why(source)).resolves.toBe("no hardway-none on PATH");
  });

  it("when the program on PATH is another version", async () => {
    const source: Source = { kind: "path", program: "sh", versionArguments: ["-c", "echo v1.2.3"] };
    await expect(why(source)).resolves.toMatch(/sh is not version 99\.9\.9$/);
  });

  it("when the publisher cannot be reached, without beginning a download", async () => {
    const checksum = { kind: "pinned", algorithm: "sha256", sum: "0".repeat(64) } as const;
    const url = "https://127.0.0.1:1/unit.tar.gz";
    await expect(why({ kind: "download", url, checksum, members: ["sh"] })).resolves.toMatch(
      /cannot be reached/,
    );
    expect(begun).toEqual([]);
  });

  it("when there is no go to build with", async () => {
    process.env["PATH"] = folder;
    await expect(why({ kind: "go", modules: [], takes: "" })).resolves.toMatch(/^no go on PATH/);
  });
});
