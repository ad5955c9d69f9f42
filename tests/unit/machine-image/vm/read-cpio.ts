/** One entry of a cpio archive. */
export interface CpioEntry {
  readonly path: string;
  readonly mode: number;
  readonly owner: number;
  readonly content: string;
}

const HEADER = 110;
const FIELD = 8;
const aligned = (offset: number): number => Math.ceil(offset / 4) * 4;

/** Reads an archive in the form "newc" as the kernel does, field by field; unit tests need no program for it. */
export function readCpio(archive: Buffer): readonly CpioEntry[] {
  const entries: CpioEntry[] = [];
  for (let at = 0; at < archive.length;) {
    const field = (index: number): number =>
      parseInt(archive.toString("latin1", at + 6 + index * FIELD, at + 6 + (index + 1) * FIELD), 16);
    if (archive.toString("latin1", at, at + 6) !== "070701") throw new Error(`no header at ${at}`);
    const [size, nameSize] = [field(6), field(11)];
    const start = aligned(at + HEADER + nameSize);
    entries.push({
      path: archive.toString("utf8", at + HEADER, at + HEADER + nameSize - 1),
      mode: field(1),
      owner: field(2),
      content: archive.toString("utf8", start, start + size),
    });
    at = aligned(start + size);
  }
  return entries;
}
