import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { kernelArguments } from "../../machine-image/vm/boot";
import { bootOf } from "../../machine-image/vm/disk";
import { temporaryFolder } from "../support/temporary-folder";
import { debianOfVirtualMachines } from "./virtual-machine";

jest.setTimeout(180_000);

/** All that an emulated machine without a disk shows until it ends, be it to start anew. */
async function consoleOf(folder: string, ...more: readonly string[]): Promise<string> {
  const { kernel, initrd } = await bootOf(await debianOfVirtualMachines());
  const file = join(folder, "initrd");
  writeFileSync(file, initrd);
  const append = [...kernelArguments.map(({ argument }) => argument), ...more].join(" ");
  // prettier-ignore
  return execFileSync("qemu-system-x86_64", [
    "-accel", "tcg", "-cpu", "max", "-m", "512", "-nodefaults", "-no-user-config", "-display", "none",
    "-serial", "stdio", "-no-reboot", "-kernel", kernel, "-initrd", file, "-append", append,
  ], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], timeout: 150_000 });
}

describe("an emulated machine whose kernel measures its clock", () => {
  const folder = temporaryFolder("hardway-clock");

  it("starts anew where that has gone wrong: the clock would run eight times too fast", async () => {
    const shown = await consoleOf(folder, "tsc_early_khz=298111");
    expect(shown).toContain("the kernel has measured its clock wrongly; the machine starts anew");
    expect(shown).not.toContain("no disk has a file system");
  });

  it("starts anew where it is so wrong that the kernel may never be content with its second measurement", async () => {
    const shown = await consoleOf(folder, "tsc_early_khz=60000");
    expect(shown).toContain("the kernel has measured its clock wrongly; the machine starts anew");
    expect(shown).not.toContain("no disk has a file system");
  });

  it("goes on to its disk where it was right", async () => {
    expect(await consoleOf(folder)).toMatch(/machine: no disk has a file system/);
  });
});
