import type { TarEntry } from "../ustar";

const MAGIC = "070701";
const END = "TRAILER!!!";
const ALIGNMENT = 4;

/** The bits of a mode that say what an entry is (inode(7)). */
const kindBits = { file: 0o100000, folder: 0o040000, link: 0o120000 } as const;

function aligned(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc((ALIGNMENT - (content.length % ALIGNMENT)) % ALIGNMENT)]);
}

interface Member {
  readonly path: string;
  readonly number: number;
  readonly mode: number;
  readonly content: Buffer;
}

function member({ path, number, mode, content }: Member): Buffer {
  const name = Buffer.from(`${path}\0`);
  // In this order: number, mode, owner, group, links, time, size, two devices of two numbers each, name, checksum.
  const fields = [number, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length, 0];
  const header = MAGIC + fields.map((field) => field.toString(16).padStart(8, "0")).join("");
  return Buffer.concat([aligned(Buffer.concat([Buffer.from(header), name])), aligned(content)]);
}

/**
 * A cpio archive in the form "newc", which the kernel unpacks as its first root file system (kernel documentation,
 * "initramfs buffer format"). Its bytes depend on its entries alone: time 0, owner root, the given order.
 */
export function cpio(entries: readonly TarEntry[]): Buffer {
  const members = entries.map(({ path, kind, mode, content }, index) =>
    member({ path, number: index + 1, mode: kindBits[kind] | mode, content }),
  );
  return Buffer.concat([...members, member({ path: END, number: 0, mode: 0, content: Buffer.alloc(0) })]);
}
