/** Reads bytes of an image: so many from an offset on, or fewer where it ends before. */
export type ReadAt = (offset: number, length: number) => Promise<Buffer>;

/** Reads all of them; undefined where the image ends before. */
export async function readWhole(read: ReadAt, offset: number, length: number): Promise<Buffer | undefined> {
  const bytes = await read(offset, length);
  return bytes.length === length ? bytes : undefined;
}
