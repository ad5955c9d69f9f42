import { open } from "node:fs/promises";
import type { ReadAt } from "../../machine-image/live-iso/read-at";

/** Opens an image for as long as `work` reads of it. */
export async function withImage<T>(file: string, work: (read: ReadAt) => Promise<T>): Promise<T> {
  const handle = await open(file);
  try {
    return await work(async (offset, length) => {
      const { size } = await handle.stat();
      const there = Math.max(0, Math.min(length, size - offset));
      const { buffer } = await handle.read(Buffer.alloc(there), 0, there, offset);
      return buffer;
    });
  } finally {
    await handle.close();
  }
}
