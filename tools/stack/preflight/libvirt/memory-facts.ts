import { linesOf, type Virsh } from "./virsh";

/** A hypervisor's memory, MiB. */
export interface Memory {
  /** What is free or can be made so. */
  readonly available: number;
  /** What it has in all. */
  readonly total: number;
}

/** As libvirt counts it, in KiB (virsh(1), nodememstats); undefined where it does not say. */
export async function memoryOf(virsh: Virsh): Promise<Memory | undefined> {
  const lines = await linesOf(virsh("nodememstats"));
  const counted = new Map(
    lines.flatMap((line) => {
      const [, name, kibibytes] = /^(\w+)\s*:\s*(\d+) KiB$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, Number(kibibytes)] as const];
    }),
  );
  const total = counted.get("total");
  if (total === undefined) return undefined;
  const available = ["free", "buffers", "cached"].reduce((sum, name) => sum + (counted.get(name) ?? 0), 0);
  return { available: mebibytes(available), total: mebibytes(total) };
}

function mebibytes(kibibytes: number): number {
  return Math.floor(kibibytes / 1024);
}
