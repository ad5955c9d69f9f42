import { type MachineFiles, publicFile } from "../file";

/** The parts of the kernel that a node needs, which nothing loads by itself. */
const modules = [
  { name: "br_netfilter", why: "traffic between pods of one node passes kube-proxy's rules" },
  { name: "overlay", why: "the file systems of containers" },
] as const;

/** Has them loaded at every boot, before any unit that stands on them (modules-load.d(5)). */
export function kernelModules(): Partial<MachineFiles> {
  const lines = modules.map(({ name }) => `${name}\n`).join("");
  return { files: [publicFile("/etc/modules-load.d/node.conf", lines)] };
}
