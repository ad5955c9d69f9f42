import { open } from "node:fs/promises";
import { sha256Of } from "../files";
import { type Origin, type Verified, wrongSum } from "./failures";

/** A file that must have a checksum. */
export interface Expected extends Origin {
  readonly of: Verified;
  readonly file: string;
  readonly sum: string;
}

/** Fails where a file has not the checksum that it must have; then `remove` has been called. */
export async function assertSum(
  { of, file, sum, ...origin }: Expected,
  remove: () => Promise<void>,
): Promise<void> {
  const got = await sha256Of(file);
  if (got === sum) return;
  await remove();
  throw wrongSum(origin, of, { expected: sum, got });
}

/** By which a qcow2 begins (QEMU, docs/interop/qcow2.txt, "Header"). */
const magic = Buffer.from([0x51, 0x46, 0x49, 0xfb]);

/** Whether a file is a disk in QEMU's own format. */
export async function isQcow2(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(magic.length), 0, magic.length, 0);
    return buffer.equals(magic);
  } finally {
    await handle.close();
  }
}
