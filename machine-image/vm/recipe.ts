import { emptiedFolders, machinePackages, removedFiles, addedLinks } from "../recipe";

/** What a virtual machine needs beside the packages that every machine has. */
const vmPackages = [
  { name: "linux-image-cloud-amd64", why: "the kernel, with the drivers of virtual devices only" },
  { name: "perl", why: "the kernel's package configures itself with it; it stays out of the image" },
  { name: "busybox-static", why: "the initrd's one program" },
  { name: "grub-pc-bin", why: "GRUB for a BIOS: what the disk boots by" },
  { name: "grub-common", why: "grub-mkimage, which puts GRUB's core together" },
  { name: "udev", why: "the network's interface is networkd's only when udev knows it" },
  { name: "openssh-server", why: "how the program reaches the machine" },
] as const;

/** What Debian's release installs in a virtual machine beside the essential packages. */
export const virtualMachinePackages = [...machinePackages, ...vmPackages];

/** Folders whose content stays out beside those that stay out of every machine. */
export const vmEmptiedFolders = [
  ...emptiedFolders,
  "usr/lib/x86_64-linux-gnu/perl",
  "usr/lib/x86_64-linux-gnu/perl5",
  // The names of devices in the world; 20 MB for a machine that has five.
  "usr/lib/udev/hwdb.d",
] as const;

/** Single files that stay out; no two machines may have one host key. */
export const vmRemovedFiles = [
  ...removedFiles,
  "etc/udev/hwdb.bin",
  "usr/lib/udev/hwdb.bin",
  ...["ecdsa", "ed25519", "rsa"].flatMap((type) => [
    `etc/ssh/ssh_host_${type}_key`,
    `etc/ssh/ssh_host_${type}_key.pub`,
  ]),
] as const;

/** What is enabled in every virtual machine, whatever its config says. */
const enabledUnits = [
  { unit: "ssh.service", by: "multi-user.target", why: "the program's way in" },
  { unit: "systemd-networkd.service", by: "multi-user.target", why: "gives the interface its address" },
  {
    unit: "systemd-networkd.socket",
    by: "sockets.target",
    why: "networkd hears of changes before it has started",
  },
  {
    unit: "systemd-networkd-wait-online.service",
    by: "basic.target",
    why: "the address is there before all services",
  },
] as const;

/** What systemd runs at every start to make units of its surroundings: of the disks, of old scripts, of the console. */
const maskedGenerators = [
  "systemd-cryptsetup-generator",
  "systemd-debug-generator",
  "systemd-fstab-generator",
  "systemd-getty-generator",
  "systemd-gpt-auto-generator",
  "systemd-hibernate-resume-generator",
  "systemd-integritysetup-generator",
  "systemd-rc-local-generator",
  "systemd-run-generator",
  "systemd-system-update-generator",
  "systemd-sysv-generator",
  "systemd-veritysetup-generator",
] as const;

/** Symbolic links, by path from the machine's root. */
export const vmLinks = [
  ...addedLinks,
  ...maskedGenerators.map((name) => ({ path: `etc/systemd/system-generators/${name}`, to: "/dev/null" })),
  ...enabledUnits.map(({ unit, by }) => ({
    path: `etc/systemd/system/${by}.wants/${unit}`,
    to: `/lib/systemd/system/${unit}`,
  })),
] as const;

/** Units that an emulated machine would pay for at every boot, and that nothing needs. */
export const vmMaskedUnits = [
  {
    why: "nobody logs in at the console, and ssh asks neither PAM nor logind",
    units: [
      "getty.target",
      "console-getty.service",
      "systemd-logind.service",
      "systemd-user-sessions.service",
      "systemd-update-utmp.service",
      "systemd-update-utmp-runlevel.service",
      "systemd-ask-password-console.path",
      "systemd-ask-password-wall.path",
    ],
  },
  {
    why: "what they would bring up to date is so in the image, or has been left out of it",
    units: [
      "ldconfig.service",
      "systemd-hwdb-update.service",
      "systemd-journal-catalog-update.service",
      "systemd-sysusers.service",
      "systemd-update-done.service",
    ],
  },
  {
    why: "the initrd or first-boot has done it, or the machine must not do it",
    units: [
      "systemd-firstboot.service",
      "systemd-machine-id-commit.service",
      "systemd-remount-fs.service",
      "systemd-repart.service",
    ],
  },
  {
    why: "nothing uses these file systems; each costs a process",
    units: [
      "dev-hugepages.mount",
      "dev-mqueue.mount",
      "proc-sys-fs-binfmt_misc.automount",
      "sys-fs-fuse-connections.mount",
      "sys-kernel-config.mount",
      "sys-kernel-debug.mount",
      "sys-kernel-tracing.mount",
    ],
  },
  {
    why: "no program of another architecture, no crash store, no device node before its module",
    units: ["systemd-binfmt.service", "systemd-pstore.service", "kmod-static-nodes.service"],
  },
  {
    why: "the kernel trusts the processor's generator of random numbers, and the host's where there is one",
    units: ["systemd-random-seed.service"],
  },
  {
    why: "the journal stays in memory, without the kernel's audit",
    units: ["systemd-journal-flush.service", "systemd-journald-audit.socket"],
  },
  { why: "nothing that uses it starts", units: ["dbus.service", "dbus.socket"] },
] as const;
