import { type ReadAt, readWhole } from "./read-at";

/** The size of a block, in bytes: the standard knows others, and nobody makes them. */
const BLOCK = 2048;
/** Volume descriptors begin behind the system area, which is 16 blocks (ECMA-119, sections 6.2.1 and 8). */
const FIRST_DESCRIPTOR = 16;
const LAST_DESCRIPTOR = FIRST_DESCRIPTOR + 64;
const PRIMARY = 1;
const TERMINATOR = 255;
const ROOT_RECORD = 156;
const NAME = 33;
const IS_FOLDER = 0x02;

/** Where a file or a folder of an image is, in bytes. */
export interface Extent {
  readonly kind: "file" | "folder";
  readonly offset: number;
  readonly length: number;
}

/**
 * Finds a file by its path, in the image's own short names: "COREOS/IGNINFO.JSO" (ECMA-119, without extensions).
 * Undefined where there is none, and where the image is no ISO 9660 at all.
 */
export async function findFile(read: ReadAt, path: string): Promise<Extent | undefined> {
  let found = await rootOf(read);
  for (const name of path.split("/")) {
    if (found?.kind !== "folder") return undefined;
    const records = await readWhole(read, found.offset, found.length);
    found = records && namedIn(records, name);
  }
  return found?.kind === "file" ? found : undefined;
}

/** Whether an image is an ISO 9660. */
export async function isIso9660(read: ReadAt): Promise<boolean> {
  return (await rootOf(read)) !== undefined;
}

async function rootOf(read: ReadAt): Promise<Extent | undefined> {
  for (let block = FIRST_DESCRIPTOR; block < LAST_DESCRIPTOR; block++) {
    const descriptor = await readWhole(read, block * BLOCK, BLOCK);
    if (descriptor?.toString("latin1", 1, 6) !== "CD001" || descriptor[0] === TERMINATOR) return undefined;
    if (descriptor[0] === PRIMARY) return extentOf(descriptor.subarray(ROOT_RECORD));
  }
  return undefined;
}

/** A record does not cross the end of a block: what is left of one is zeros (ECMA-119, section 6.8.1.1). */
function namedIn(records: Buffer, name: string): Extent | undefined {
  for (let at = 0; at + NAME < records.length;) {
    const length = records[at] ?? 0;
    if (length === 0) {
      at = (Math.floor(at / BLOCK) + 1) * BLOCK;
      continue;
    }
    const record = records.subarray(at, at + length);
    if (nameOf(record) === name) return extentOf(record);
    at += length;
  }
  return undefined;
}

/** A file's name ends in a version, and in a dot where it has no extension. */
function nameOf(record: Buffer): string {
  const text = record.toString("latin1", NAME, NAME + (record[NAME - 1] ?? 0));
  return text.replace(/;\d+$/, "").replace(/\.$/, "");
}

/** The numbers are there in both orders of bytes. */
function extentOf(record: Buffer): Extent | undefined {
  if (record.length <= NAME) return undefined;
  const kind = ((record[25] ?? 0) & IS_FOLDER) === 0 ? "file" : "folder";
  return { kind, offset: record.readUInt32LE(2) * BLOCK, length: record.readUInt32LE(10) };
}
