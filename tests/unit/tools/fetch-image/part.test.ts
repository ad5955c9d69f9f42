import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe as describeFile, drop, heldIn } from "../../../../tools/fetch-image/part";
import { temporaryFolder } from "../../../support/temporary-folder";

describe("a part of a download", () => {
  const folder = temporaryFolder("hardway-part");
  const part = join(folder, "sum.part");

  it("is nothing before the first", async () => {
    expect(await heldIn(part)).toEqual({ bytes: 0 });
  });

  it("is known with what the server said of the file", async () => {
    await describeFile(part, { total: 10, validator: '"a"' });
    expect(await heldIn(part)).toEqual({ bytes: 0, total: 10, validator: '"a"' });
    writeFileSync(part, "12345");
    expect(await heldIn(part)).toEqual({ bytes: 5, total: 10, validator: '"a"' });
  });

  it("is forgotten with that", async () => {
    await drop(part);
    expect(await heldIn(part)).toEqual({ bytes: 0 });
    expect(readdirSync(folder)).toEqual([]);
    await expect(drop(part)).resolves.toBeUndefined();
  });
});
