import { layout } from "./layout";

/** The master boot record: the boot program up to here, then the disk's number, four partitions and the signature. */
const record = { program: 440, partitions: 446, signature: 510 } as const;
const SIGNATURE = 0xaa55;

/** A partition's entry: what it is, and where. The three-byte addresses of old are past their end, as for any large disk. */
const entry = { active: 0x80, linux: 0x83, pastEnd: [0xfe, 0xff, 0xff] } as const;

function partitionEntry(start: number, size: number): Buffer {
  const bytes = Buffer.alloc(16);
  Buffer.from([entry.active, ...entry.pastEnd, entry.linux, ...entry.pastEnd]).copy(bytes);
  bytes.writeUInt32LE(start / layout.sector, 8);
  bytes.writeUInt32LE(size / layout.sector, 12);
  return bytes;
}

/**
 * What stands before the partition: GRUB's boot.img with the partition table, then its core.img. Nothing has to be
 * patched: boot.img reads the second sector by itself, where core.img begins, and that reads its rest from the third.
 */
export function bootSectors(bootImage: Buffer, coreImage: Buffer): Buffer {
  const room = layout.partition - layout.sector;
  if (coreImage.length > room)
    throw new Error(`GRUB's core has ${coreImage.length} bytes, and there is room for ${room}`);
  const sectors = Buffer.alloc(layout.partition);
  bootImage.copy(sectors, 0, 0, record.program);
  partitionEntry(layout.partition, layout.size - layout.partition).copy(sectors, record.partitions);
  sectors.writeUInt16LE(SIGNATURE, record.signature);
  coreImage.copy(sectors, layout.sector);
  return sectors;
}
