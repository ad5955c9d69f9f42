import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { archiveOf } from "../../../../../plugins/command/local/archive";
import { findAssets } from "../../../../../plugins/command/local/assets";

describe("the files that a command leaves", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "assets-"));
    mkdirSync(join(folder, "deep/er"), { recursive: true });
    const files = {
      "a.txt": "one\n",
      "in-archive.dat": "x\n",
      "deep/skip.txt": "skip\n",
      "deep/er/c.txt": "three\n",
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("are chosen by patterns in their order, with path and content's hash", async () => {
    const found = await findAssets(folder, ["**.txt", "!**skip.txt"]);
    expect(Object.keys(found)).toEqual(["a.txt", "deep/er/c.txt"]);
    expect(found["a.txt"]).toMatchObject({
      path: join(folder, "a.txt"),
      hash: "2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806",
    });
  });

  it("are none where only folders match", async () => {
    expect(await findAssets(folder, ["deep", "nothing*"])).toEqual({});
  });

  it("have, as an archive, the hash that the official plugin recorded", async () => {
    const archive = await archiveOf(await findAssets(folder, ["*.dat", "deep/**"]));
    expect(archive["hash"]).toBe("525ae14104de27a452f71347d0c66f72def0d06d7968307b70bce77616d66cf6");
    expect((await archiveOf({}))["hash"]).toBe(
      "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
    );
  });
});
