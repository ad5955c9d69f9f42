import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { architecture } from "../../../../tools/versions";
import { programImage } from "../../../microshift/contract/program-image";
import { temporaryFolder } from "../../../support/temporary-folder";

const name = "registry.example/program:v1";
/** Bytes that are no text, and no multiple of a tar's block. */
const program = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 255, 10, 13]);

/** What is in an archive, as the system's own tar unpacks it. */
function unpacked(archive: Buffer): string {
  const folder = temporaryFolder("image");
  const file = join(folder, "image.tar");
  writeFileSync(file, archive);
  execFileSync("tar", ["--extract", "--file", file, "--directory", folder]);
  return folder;
}

const folder = unpacked(programImage(name, "server", program));
const json = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), "utf8"));
const layer = join(folder, "layer.tar");

describe("the image of one program", () => {
  it("has the name under which pods ask for it, and one layer", () => {
    expect(json("manifest.json")).toEqual([
      { Config: "config.json", RepoTags: [name], Layers: ["layer.tar"] },
    ]);
  });

  it("starts the program, on this host's architecture", () => {
    expect(json("config.json")).toMatchObject({
      architecture,
      os: "linux",
      config: { Entrypoint: ["/server"] },
    });
  });

  it("names its layer by what is in it, which a runtime compares", () => {
    const digest = createHash("sha256").update(readFileSync(layer)).digest("hex");
    expect(json("config.json")).toMatchObject({ rootfs: { type: "layers", diff_ids: [`sha256:${digest}`] } });
  });

  it("has the program as it was, root's name, and a folder that every user can write to", () => {
    const listing = execFileSync("tar", ["--list", "--verbose", "--numeric-owner", "--file", layer], {
      encoding: "utf8",
    });
    const entries = listing
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/\s+/))
      .map(([mode, owner, size, , , path]) => [path, mode, owner, size]);
    expect(entries).toEqual([
      ["etc", "drwxr-xr-x", "0/0", "0"],
      ["etc/passwd", "-rw-r--r--", "0/0", expect.any(String)],
      ["tmp", "drwxrwxrwt", "0/0", "0"],
      ["server", "-rwxr-xr-x", "0/0", String(program.length)],
    ]);
    expect(execFileSync("tar", ["--extract", "--to-stdout", "--file", layer, "server"])).toEqual(program);
  });

  it("is the same whenever it is made", () => {
    expect(programImage(name, "server", program)).toEqual(programImage(name, "server", program));
  });
});
