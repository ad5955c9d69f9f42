import { statfs } from "node:fs/promises";
import { types } from "node:util";

/** The bytes that are free where a folder is. */
export async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Whether an error says that the disk is full. */
export function isNoSpace(error: unknown): boolean {
  return (
    types.isNativeError(error) && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT")
  );
}
