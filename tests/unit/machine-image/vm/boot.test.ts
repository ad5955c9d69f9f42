import { spawnSync } from "node:child_process";
import {
  firstBootArguments,
  grubConfiguration,
  grubModules,
  kernelArguments,
} from "../../../../machine-image/vm/boot";

const text = grubConfiguration();

describe("GRUB's configuration", () => {
  it("tells the kernel of the first boot that it is one, and no other", () => {
    const stamped = text.slice(text.indexOf("if [ -f /ignition.firstboot ]"), text.indexOf("\nfi\nlinux"));
    expect(stamped).toContain('first_boot="ignition.firstboot ignition.platform.id=qemu"');
    expect(text).toMatch(/^linux .* \$first_boot$/m);
    expect(text.match(/ignition\.platform/g)).toHaveLength(1);
  });

  it("starts at once: there is no menu and no time to wait", () => {
    expect(text).not.toMatch(/menuentry|timeout|sleep/);
    expect(text.trimEnd().endsWith("\nboot")).toBe(true);
  });

  it("uses no command that GRUB's core does not have", () => {
    const commands = ["serial", "test", "linux"];
    expect(grubModules).toEqual(expect.arrayContaining(commands));
    const ofModules = { "[": "test", linux: "linux", initrd: "linux", serial: "serial" };
    const builtin = ["#", "if", "fi", "set", "boot", "terminal_output"];
    const words = text
      .trimEnd()
      .split("\n")
      .map((line) => line.trim().split(" ", 1)[0]);
    expect(words.filter((word = "") => !builtin.includes(word) && !(word in ofModules))).toEqual([]);
  });

  it("is one that a shell can read, as GRUB's language is a part of the shell's", () => {
    expect(spawnSync("sh", ["-n"], { input: text }).status).toBe(0);
  });

  it("gives a reason for every argument", () => {
    for (const { why } of [...kernelArguments, ...firstBootArguments]) expect(why).not.toBe("");
  });
});
