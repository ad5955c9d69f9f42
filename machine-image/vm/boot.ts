/** One argument of the kernel. */
interface KernelArgument {
  readonly argument: string;
  readonly why: string;
}

/** What every boot's kernel is told. */
export const kernelArguments = [
  {
    argument: "console=ttyS0,115200",
    why: "the serial console: what a machine says before anybody can log in",
  },
  {
    argument: "net.ifnames=0",
    why: "the machine's only interface is eth0 on every platform, as keepalived knows it",
  },
  {
    argument: "quiet",
    why: "each line on the console costs an emulated machine time; errors are shown all the same",
  },
  { argument: "panic=-1", why: "a kernel that cannot go on starts anew at once" },
  {
    argument: "tsc=reliable",
    why: "an emulated machine's processors share one counter, which Linux doubts; every look at the clock would cost a device access",
  },
] as const satisfies readonly KernelArgument[];

/** What the first boot's kernel is told beside that, in the words of Fedora CoreOS. */
export const firstBootArguments = [
  { argument: "ignition.firstboot", why: "Ignition runs in this boot" },
  {
    argument: "ignition.platform.id=qemu",
    why: "its config comes from QEMU's firmware configuration device",
  },
] as const satisfies readonly KernelArgument[];

/** The files of a boot, from the machine's root. */
export const bootFiles = {
  /** There until Ignition has succeeded. */
  firstBootStamp: "/ignition.firstboot",
  kernel: "/boot/vmlinuz",
  initrd: "/boot/initrd",
  grub: "/boot/grub",
} as const;

/** What GRUB's core can do: read the disk and its file system, decide, speak on the serial port, and start a kernel. */
export const grubModules = ["biosdisk", "part_msdos", "ext2", "normal", "test", "serial", "linux"] as const;

const textOf = (list: readonly KernelArgument[]): string => list.map(({ argument }) => argument).join(" ");

/** GRUB's configuration. It has no menu and waits for nobody. */
export function grubConfiguration(): string {
  return `# Without a serial port, GRUB stays on the screen.
if serial --unit=0 --speed=115200; then
  terminal_output serial
fi
set first_boot=
if [ -f ${bootFiles.firstBootStamp} ]; then
  set first_boot="${textOf(firstBootArguments)}"
fi
linux ${bootFiles.kernel} ${textOf(kernelArguments)} $first_boot
initrd ${bootFiles.initrd}
boot
`;
}
