import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import { wayTo } from "../../../../topology/hypervisor";
import { attempt } from "../../../process";
import { hypervisorChannel } from "../../../upkeep/channel";
import { linesOf, type Virsh } from "./virsh";

const MEBIBYTE = 1024 * 1024;
const limitSeconds = 30;

/** Where disks go. */
export interface DiskPlace {
  /** The URI of the hypervisor. */
  readonly uri: string;
  /** The name of the cluster's pool. */
  readonly pool: string;
  /** The folder that the pool's is in. */
  readonly folder: string;
}

/**
 * Free room in MiB: of the pool where there is one; else of the folder that it is to be in, asked of the hypervisor itself.
 * Undefined where nobody can be asked, or nothing above that folder is there.
 */
export async function roomOf(virsh: Virsh, { uri, pool, folder }: DiskPlace): Promise<number | undefined> {
  const lines = await linesOf(virsh("pool-info", "--bytes", pool));
  const available = lines.map((line) => /^Available:\s+(\d+)$/.exec(line)?.[1]).find(Boolean);
  if (available !== undefined) return Math.floor(Number(available) / MEBIBYTE);
  const way = wayTo(uri);
  if (way === undefined) return undefined;
  if (way.kind === "here") return roomHere(folder);
  const { output } = await attempt({
    ...hypervisorChannel(way)(["sh", "-c", question(folder)]),
    limitSeconds,
  });
  return roomIn(output);
}

async function roomHere(folder: string): Promise<number | undefined> {
  const near = nearest(folder);
  if (near === "/") return undefined;
  const { bavail, bsize } = await statfs(near);
  return Math.floor((bavail * bsize) / MEBIBYTE);
}

function nearest(folder: string): string {
  return existsSync(folder) ? folder : nearest(join(folder, ".."));
}

/** The same for a shell; the folder is an absolute path of letters, digits, dots and dashes. */
function question(folder: string): string {
  return `folder=${folder}
until [ -e "$folder" ]; do folder=$(dirname "$folder"); done
[ "$folder" = / ] || df --output=avail --block-size=1M "$folder"`;
}

/** The number in the answer of df, whose first line is a heading. */
export function roomIn(answer: string): number | undefined {
  const free = /^\s*(\d+)\s*$/m.exec(answer)?.[1];
  return free === undefined ? undefined : Number(free);
}
