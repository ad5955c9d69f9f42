import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { capture } from "../../tools/process";

/** Where a lab keeps the folders that libvirtd is to take for the system's own, by the name that they have there. */
const mounts = {
  run: "/run/libvirt",
  etc: "/etc/libvirt",
  lib: "/var/lib/libvirt",
  log: "/var/log/libvirt",
  cache: "/var/cache/libvirt",
} as const;

/** A lab's folder is short: the path of a socket has room for 107 characters. */
export function folderOf(lab: string): string {
  return join(tmpdir(), lab);
}

/**
 * What differs from Debian's configuration. The user that QEMU runs as is left as it is, libvirt-qemu, so that the
 * permissions of files are met for real.
 */
const settings = {
  "libvirtd.conf": [
    // polkit, which is asked by default, is on the bus of the system.
    'auth_unix_ro = "none"',
    'auth_unix_rw = "none"',
    'unix_sock_rw_perms = "0700"',
  ],
  "qemu.conf": [
    // The guests' own mount namespaces cannot have the file that is bound over /dev/kvm.
    "namespaces = []",
    'security_driver = "none"',
    // Nothing is made among the host's control groups, which the lab does not have for itself.
    "cgroup_controllers = []",
  ],
} as const;

/** Makes a lab's folder anew; QEMU's user can pass through it. */
export async function makeFolder(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o711 });
  for (const name of Object.keys(mounts)) mkdirSync(join(folder, name), { mode: 0o755 });
  cpSync("/etc/libvirt", join(folder, "etc"), { recursive: true });
  // The system's networks and machines are not the lab's.
  rmSync(join(folder, "etc", "qemu"), { recursive: true, force: true });
  for (const [file, lines] of Object.entries(settings)) {
    const path = join(folder, "etc", file);
    writeFileSync(path, [readFileSync(path, "utf8"), ...lines, ""].join("\n"));
  }
  // As Debian's packages bring them.
  mkdirSync(join(folder, "log", "qemu"), { mode: 0o750 });
  mkdirSync(join(folder, "lib", "qemu"), { mode: 0o750 });
  await capture({ program: "chown", arguments: ["libvirt-qemu:libvirt-qemu", join(folder, "lib", "qemu")] });
  writeFileSync(join(folder, "no-kvm"), "", { mode: 0o000 });
}

/**
 * The shell commands that put the lab's folders in place, in a mount namespace of its own. /run is empty there: no bus
 * of the system is met, on which libvirtd would register its machines. Where /dev/kvm is there but of no use, libvirt
 * would try every emulator anew each time that it is asked what the host can do, for 8 s; so nobody can open it.
 */
export function mountCommands(folder: string): string {
  const bind = (from: string, to: string): string => `mount --bind '${join(folder, from)}' '${to}'`;
  return [
    "set -e",
    "mount -t sysfs sysfs /sys",
    "mount -t tmpfs -o mode=755 tmpfs /run",
    ...Object.entries(mounts).flatMap(([from, to]) => [`mkdir -p '${to}'`, bind(from, to)]),
    `if [ -e /dev/kvm ]; then ${bind("no-kvm", "/dev/kvm")}; fi`,
  ].join("\n");
}
