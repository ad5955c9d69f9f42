import { basename } from "node:path";
import type { TarEntry } from "../ustar";
import { cpio } from "./cpio";
import { rootLabel } from "./layout";

/** The modules of the initrd; ext4 is built into the kernel. */
export const initrdModules = [
  { module: "virtio_pci", why: "the bus of all that follows" },
  { module: "virtio_blk", why: "the disk" },
  { module: "virtio_net", why: "the interface is there when udev starts, and nothing waits for it" },
] as const;

/** The commands of the script that are busybox' own, by links to it: without /proc it does not find itself. */
const commands =
  "sh mount umount insmod findfs grep dmesg sleep chroot switch_root sync poweroff reboot".split(" ");

/** Applies the Ignition config, inside the machine's root. */
const firstBoot = "/usr/local/sbin/first-boot";

/** Where the kernel tells of clocks. */
export interface ClockFiles {
  /** The folder with the clocks that the kernel has, and the one that it uses. */
  readonly clocks: string;
  /** The seconds of the battery's clock, which an emulated machine has from its host. */
  readonly rtc: string;
  /** For how long the kernel has run, by the clock that it uses. */
  readonly uptime: string;
}

const clockFiles: ClockFiles = {
  clocks: "/sys/devices/system/clocksource/clocksource0",
  rtc: "/sys/class/rtc/rtc0/since_epoch",
  uptime: "/proc/uptime",
};

/**
 * The kernel measures its processor's counter twice, the first time while an emulated machine may be without a processor
 * for a moment. If the second measurement differs by more than a hundredth, the kernel keeps the first one
 * (Linux 6.1, arch/x86/kernel/tsc.c, tsc_refine_calibration_work): a clock was seen to run eight times too fast. On a busy
 * host the second measurement may never come: it is begun anew whenever it was disturbed, by a limit that the first one
 * sets (tsc_read_refs in the same file), so the more the clock is wrong, the less likely it is found out. And a first one
 * that went well says nothing. Where nothing tells, the machine is held to the battery's clock.
 */
export const clockCheck = ({
  clocks,
  rtc,
  uptime,
}: ClockFiles): string => `# A machine whose clock would run wrong starts anew: the next measurement is another one.
clocks=${clocks}
clock() { read -r source < "$clocks/current_clocksource" && [ "$source" = "$1" ]; }
looks=0
while clock tsc-early && [ "$looks" -lt 100 ]; do
  sleep 0.1
  looks=$((looks + 1))
done
wrong() {
  echo "machine: the kernel has measured its clock wrongly; the machine starts anew" > /dev/console
  reboot -f
}
# Under KVM nothing is measured, as the hypervisor tells; and without another clock there is no second measurement.
was_measured() { dmesg | grep -q "tsc: .*calibrat"; }
is_confirmed() { dmesg | grep -q "tsc: Refined TSC"; }
if clock tsc && grep -qE "hpet|acpi_pm" "$clocks/available_clocksource" && was_measured && ! is_confirmed; then
  wrong
fi
# Waits for the battery's next second, and notes the kernel's hundredths of one. While it ticks it cannot be read.
tick() {
  read -r last < ${rtc} || last=
  second=$last
  looks=0
  while [ "$second" = "$last" ] && [ "$looks" -lt 1000 ]; do
    sleep 0.02
    read -r second < ${rtc} || second=$last
    looks=$((looks + 1))
  done
  read -r up < ${uptime}
  up=\${up%% *}
  hundredths=\${up%.*}\${up#*.}
}
# Nothing tells whether it is right: both clocks are to tell of the same time, give or take what a busy host may cost.
if { clock tsc || clock tsc-early; } && ! is_confirmed && [ -r ${rtc} ]; then
  tick
  first=$second
  began=$hundredths
  tick
  tick
  seconds=$((second - first))
  passed=$((hundredths - began))
  if [ "$passed" -lt $((seconds * 50)) ] || [ "$passed" -gt $((seconds * 200)) ]; then
    wrong
  fi
fi
`;

/** A file of the first root file system. */
export interface InitrdFile {
  readonly name: string;
  readonly content: Buffer;
}

/** The first process: it finds the root file system, has the config applied in it at the first boot, and hands over. */
export function initScript(modules: readonly string[]): string {
  return `#!/bin/sh
# The machine's first process. It has the kernel find the disk, and starts the machine from it.
mount -t devtmpfs dev /dev
mount -t proc proc /proc
mount -t sysfs sys /sys

# Nobody watches a machine that cannot boot: it says why on the serial console and switches itself off.
stop() {
  echo "machine: $1; the machine is switched off" > /dev/console
  for mounted in run dev proc sys .; do umount "/sysroot/$mounted" 2> /dev/null; done
  sync
  poweroff -f
}

${clockCheck(clockFiles)}
for module in ${modules.map((file) => basename(file)).join(" ")}; do
  insmod "/modules/$module" || stop "the kernel refuses its module $module"
done
root=$(findfs LABEL=${rootLabel}) || stop "no disk has a file system with the label ${rootLabel}"
mount -t ext4 "$root" /sysroot || stop "the root file system on $root cannot be mounted"
mount -t tmpfs -o mode=755,nosuid,nodev run /sysroot/run
for folder in dev proc sys; do mount --move "/$folder" "/sysroot/$folder"; done

if grep -qw ignition.firstboot /sysroot/proc/cmdline; then
  chroot /sysroot ${firstBoot} || stop "its Ignition config has not been applied"
fi
exec switch_root /sysroot /sbin/init
`;
}

/**
 * The first root file system, as small as can be: an emulated machine pays for every file of it at every boot. It is
 * one static program with a shell, the kernel's modules for the disk, and the script that uses them.
 */
export function initrd(busybox: Buffer, modules: readonly InitrdFile[]): Buffer {
  const nothing = Buffer.alloc(0);
  const script = initScript(modules.map(({ name }) => name));
  const folders = ["bin", "dev", "modules", "proc", "sys", "sysroot"];
  return cpio([
    ...folders.map((path): TarEntry => ({ path, kind: "folder", mode: 0o755, content: nothing })),
    { path: "bin/busybox", kind: "file", mode: 0o755, content: busybox },
    ...commands.map((name): TarEntry => ({
      path: `bin/${name}`,
      kind: "link",
      mode: 0o777,
      content: Buffer.from("busybox"),
    })),
    ...modules.map(({ name, content }): TarEntry => ({
      path: `modules/${basename(name)}`,
      kind: "file",
      mode: 0o644,
      content,
    })),
    { path: "init", kind: "file", mode: 0o755, content: Buffer.from(script) },
  ]);
}
