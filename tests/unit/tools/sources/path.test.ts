import { chmodSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { hostPrograms } from "../../../../tools/paths";
import { findOnPath, link, namesVersion } from "../../../../tools/sources/path";

describe("a version text", () => {
  it.each([
    ["v3.259.0\n", "3.259.0"],
    ['"gitVersion": "v1.34.3",', "1.34.3"],
    ["etcdctl version: 3.6.16\nAPI version: 3.6\n", "3.6.16"],
  ])("%j names %s", (text, version) => {
    expect(namesVersion(text, version)).toBe(true);
  });

  it.each([
    ["v1.34.3-rc.1", "1.34.3"],
    ["v1.34.30", "1.34.3"],
    ["v1.34.3+k3s1", "1.34.3"],
    ["v11.34.3", "1.34.3"],
    ["v0.1.34.3", "1.34.3"],
    ["v1x34x3", "1.34.3"],
    ["", "1.34.3"],
  ])("%j does not name %s", (text, version) => {
    expect(namesVersion(text, version)).toBe(false);
  });
});

describe("a program on PATH", () => {
  const path = process.env["PATH"];
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hardway-path-"));
  });
  afterEach(() => {
    process.env["PATH"] = path;
    rmSync(folder, { recursive: true });
  });

  it("is found where it can be executed", () => {
    const program = join(folder, "tool");
    writeFileSync(program, "");
    process.env["PATH"] = ["/nonexistent", folder].join(delimiter);
    expect(findOnPath("tool")).toBeUndefined();
    chmodSync(program, 0o755);
    expect(findOnPath("tool")).toBe(program);
  });

  it("is never this project's own, which would then install itself", () => {
    process.env["PATH"] = hostPrograms;
    expect(findOnPath("pulumi")).toBeUndefined();
  });

  it("is linked, whatever stood there before", async () => {
    const at = join(folder, "bin", "tool");
    await link("/bin/false", at);
    await link("/bin/true", at);
    expect(readlinkSync(at)).toBe("/bin/true");
  });
});
