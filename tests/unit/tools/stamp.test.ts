import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toolsFolder } from "../../../tools/paths";
import { currentStamp, writeStamp } from "../../../tools/stamp";

describe("a stamp", () => {
  mkdirSync(toolsFolder, { recursive: true });
  const folder = mkdtempSync(join(toolsFolder, "unit-"));
  const name = `unit-${process.pid}`;
  const program = join(folder, "program");

  beforeEach(async () => {
    writeFileSync(program, "binary");
    await writeStamp(name, { recipe: "one", origin: "built from source", paths: [program] });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
    rmSync(join(toolsFolder, "stamps", `${name}.json`));
  });

  it("is current while its recipe and its files are unchanged", () => {
    expect(currentStamp(name, "one")?.origin).toBe("built from source");
  });

  it("is not current for another recipe", () => {
    expect(currentStamp(name, "two")).toBeUndefined();
  });

  it("is not current when a file is gone", () => {
    rmSync(program);
    expect(currentStamp(name, "one")).toBeUndefined();
  });

  it("is not current when a file was cut off", () => {
    writeFileSync(program, "bin");
    expect(currentStamp(name, "one")).toBeUndefined();
  });

  it("does not exist for what was never installed", () => {
    expect(currentStamp("unit-never", "one")).toBeUndefined();
  });
});
