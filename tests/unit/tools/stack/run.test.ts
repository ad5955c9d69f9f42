import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asOnlyRun, beginRun, endRun, unfinishedRun } from "../../../../tools/stack/run";
import type { Stack } from "../../../../tools/stack/stack";

const folder = mkdtempSync(join(tmpdir(), "hardway-run-"));
const stack: Stack = {
  name: "dev",
  folder: join(folder, "dev"),
  kubeconfig: join(folder, "kubeconfig"),
  instance: "hardway-unit",
};
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("the record of a stack's run", () => {
  it("is there from the beginning of an operation to its good end", async () => {
    expect(unfinishedRun(stack)).toBeUndefined();
    await beginRun(stack, "up");
    expect(unfinishedRun(stack)).toMatchObject({ operation: "up", pid: process.pid });
    await endRun(stack);
    expect(unfinishedRun(stack)).toBeUndefined();
  });

  it("counts as none where a crash of the host left half of it", () => {
    writeFileSync(join(stack.folder, "run.json"), '{"oper');
    expect(unfinishedRun(stack)).toBeUndefined();
  });
});

describe("a second run on the same stack", () => {
  it("is refused while the first is under way, with who it is and since when, and not after it", async () => {
    await asOnlyRun(stack, async () => {
      await beginRun(stack, "up");
      const second = asOnlyRun(stack, () => Promise.resolve());
      await expect(second).rejects.toThrow(
        new RegExp(`changed by another make\\n.*make up, process ${process.pid}\\n.*it began at 20`),
      );
    });
    await expect(asOnlyRun(stack, () => Promise.resolve("done"))).resolves.toBe("done");
  });
});
