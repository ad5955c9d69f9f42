import { spawnSync } from "node:child_process";
import { initrd, initrdModules, initScript } from "../../../../machine-image/vm/initrd";
import { rootLabel } from "../../../../machine-image/vm/layout";
import { readCpio } from "./read-cpio";

const modules = ["kernel/drivers/virtio/virtio.ko", "kernel/drivers/block/virtio_blk.ko"];
const script = initScript(modules);

describe("the initrd", () => {
  const archive = initrd(
    Buffer.from("busybox"),
    modules.map((name) => ({ name, content: Buffer.from(name) })),
  );
  const listing = readCpio(archive).map(({ path }) => path);

  it("has its program, its modules and its script, and every command that the script calls", () => {
    expect(listing).toEqual(
      expect.arrayContaining(["bin/busybox", "modules/virtio.ko", "modules/virtio_blk.ko", "init"]),
    );
    const called = script.matchAll(
      /(?:^ *|[;&|({] |\$\()(mount|umount|insmod|findfs|grep|dmesg|sleep|chroot|sync|poweroff|reboot)\b/gm,
    );
    const commands = new Set([...called].map(([, command]) => `bin/${command}`));
    expect(listing).toEqual(expect.arrayContaining([...commands, "bin/sh", "bin/switch_root"]));
  });

  it("gives a reason for every module", () => {
    for (const { why } of initrdModules) expect(why).not.toBe("");
  });
});

describe("the machine's first process", () => {
  it("is a script that a shell can read", () => {
    expect(spawnSync("sh", ["-n"], { input: script, encoding: "utf8" })).toMatchObject({
      status: 0,
      stderr: "",
    });
  });

  it("loads the modules in the given order", () => {
    expect(script).toContain("for module in virtio.ko virtio_blk.ko; do");
  });

  it("finds the disk by its label", () => {
    expect(script).toContain(`findfs LABEL=${rootLabel}`);
  });

  it("has the config applied at the first boot alone, and switches the machine off where that fails", () => {
    expect(script).toMatch(
      /if grep -qw ignition\.firstboot \/sysroot\/proc\/cmdline; then\n {2}chroot \/sysroot \S+ \|\| stop "/,
    );
  });
});
