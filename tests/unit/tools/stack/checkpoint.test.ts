import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeHalfWritten, soundCheckpoint } from "../../../../tools/stack/checkpoint";
import { stackOf } from "../../../../tools/stack/stack";

describe("the state of a stack", () => {
  const folder = mkdtempSync(join(tmpdir(), "hardway-checkpoint-"));
  const file = join(folder, "dev.json");
  const stack = stackOf("dev");
  const checkpoint = { version: 3, checkpoint: { latest: {} } };
  const whole = JSON.stringify(checkpoint);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("is left alone where it is whole", async () => {
    writeFileSync(file, whole);
    expect(await soundCheckpoint(stack, file)).toEqual({ checkpoint, said: [] });
  });

  it("is taken from the engine's backup where it is half written", async () => {
    writeFileSync(file, whole.slice(0, 20));
    writeFileSync(`${file}.bak`, whole);
    const said = ["took the backup of the state: the state itself was half written"];
    expect(await soundCheckpoint(stack, file)).toEqual({ checkpoint, said });
    expect(readFileSync(file, "utf8")).toBe(whole);
  });

  it("loses what the engine had half written beside it, and keeps what is whole", async () => {
    const attributes = `${file}.attrs`;
    writeFileSync(attributes, "");
    writeFileSync(`${file}.bak.attrs`, "{}");
    writeFileSync(`${file}.18eb1f.tmp`, whole);
    writeFileSync(join(folder, "dev-two.json.attrs"), "");
    const said = await removeHalfWritten(file);
    expect([...said].sort()).toEqual([
      "removed what the engine had half written: dev.json.18eb1f.tmp",
      "removed what the engine had half written: dev.json.attrs",
    ]);
    expect(readdirSync(folder).sort()).toEqual([
      "dev-two.json.attrs",
      "dev.json",
      "dev.json.bak",
      "dev.json.bak.attrs",
    ]);
  });

  it("is an error where the backup is half written too", async () => {
    writeFileSync(file, "");
    writeFileSync(`${file}.bak`, "");
    await expect(soundCheckpoint(stack, file)).rejects.toThrow(/state of the stack dev cannot be read/);
  });
});
