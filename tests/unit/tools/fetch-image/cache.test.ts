import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { removeFetchedImages } from "../../../../tools/fetch-image/cache";
import { temporaryFolder } from "../../../support/temporary-folder";

describe("fetched images", () => {
  it("are removed with what interrupted runs have left", async () => {
    const folder = temporaryFolder("hardway-images");
    const names = ["image-1.qcow2", "2.part", "2.part.json"];
    for (const name of names) writeFileSync(join(folder, name), "");
    const told = await removeFetchedImages(folder);
    expect([...told].sort()).toEqual(names.map((name) => `removed ${join(folder, name)}`).sort());
    expect(readdirSync(folder)).toEqual(["lock"]);
  });

  it("are none where none was fetched yet", async () => {
    const folder = join(temporaryFolder("hardway-images"), "images");
    expect(await removeFetchedImages(folder)).toEqual([]);
  });
});
