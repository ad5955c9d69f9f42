import { type NodeFile, publicFile } from "../../file";

/** Where the kernel's settings for MicroShift are, the same file that the community's packages write. */
const settingsPath = "/etc/sysctl.d/99-microshift.conf";

/** With the kernel's usual numbers, pods end with "too many open files" (facts: microshift.md, A3). */
const settings = [
  { name: "fs.inotify.max_user_watches", value: 524_288 },
  { name: "fs.inotify.max_user_instances", value: 16_384 },
] as const;

/** The kernel's settings for MicroShift, as sysctl.d(5) has them. */
export function kernelSettings(): readonly NodeFile[] {
  const lines = settings.map(({ name, value }) => `${name} = ${value}\n`);
  return [publicFile(settingsPath, lines.join(""))];
}
