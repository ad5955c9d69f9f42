import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { moveAll, sha256Of, withWorkFolder, writeAtomically } from "../../../tools/files";

describe("files", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hardway-files-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("are written with exactly the permissions that were asked for, folders made", async () => {
    const path = join(folder, "a", "b", "secret");
    await writeAtomically(path, "text", 0o600);
    expect(readFileSync(path, "utf8")).toBe("text");
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("leave nothing beside them when they are replaced", async () => {
    await writeAtomically(join(folder, "file"), "old", 0o644);
    await writeAtomically(join(folder, "file"), "new", 0o600);
    expect(readdirSync(folder)).toEqual(["file"]);
    expect(statSync(join(folder, "file")).mode & 0o777).toBe(0o600);
  });

  it("can be made in a work folder that is gone afterwards, and moved out of it", async () => {
    const paths = await withWorkFolder(folder, (work) => {
      writeFileSync(join(work, "program"), "");
      return moveAll(work, folder);
    });
    expect(paths).toEqual([join(folder, "program")]);
    expect(readdirSync(folder)).toEqual(["program"]);
  });

  it("leave no work folder behind after an error", async () => {
    const broken = withWorkFolder(folder, () => Promise.reject(new Error("broken")));
    await expect(broken).rejects.toThrow("broken");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("clear away the work folder of a run that was killed", async () => {
    mkdirSync(join(folder, ".work-killed", "deep"), { recursive: true });
    await withWorkFolder(folder, () => Promise.resolve());
    expect(existsSync(join(folder, ".work-killed"))).toBe(false);
  });

  it("are known by their checksum (FIPS 180-2, the example of one block)", async () => {
    const path = join(folder, "abc");
    writeFileSync(path, "abc");
    const sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(await sha256Of(path)).toBe(sum);
  });
});
