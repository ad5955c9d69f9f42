import { closeSync, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { types } from "node:util";
import type { Piece } from "./look";

/** What is taken of a folder. */
interface Taken {
  /** The folder's name in the archive. */
  readonly name: string;
  /** How much of the end of each file, in bytes. */
  readonly limit: number;
}

/**
 * The files of a folder and of the folders in it. Links are left out: those of a machine would lead into the host's own
 * files. What cannot be read (a disk that fails, a machine that ends meanwhile) says so in its place.
 */
export function textsIn(folder: string, { name, limit }: Taken): readonly Piece[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .sort((one, other) => one.name.localeCompare(other.name))
      .flatMap((entry) => {
        const path = join(folder, entry.name);
        const taken = { name: `${name}/${entry.name}`, limit };
        if (entry.isDirectory()) return textsIn(path, taken);
        return entry.isFile() ? [{ path: taken.name, text: textOf(path, limit) }] : [];
      });
  } catch (error) {
    return isMissing(error) ? [] : [{ path: `${name}/not-read.txt`, text: `${String(error)}\n` }];
  }
}

/** The end of a file; where it was cut, from the beginning of a line. */
export function textOf(path: string, limit: number): string {
  try {
    const file = openSync(path, "r");
    try {
      const { size } = fstatSync(file);
      const bytes = Buffer.alloc(Math.min(size, limit));
      const read = readSync(file, bytes, 0, bytes.length, size - bytes.length);
      const text = bytes.toString("utf8", 0, read);
      return size <= limit
        ? text
        : `(the last ${limit} of ${size} bytes)\n${text.slice(text.indexOf("\n") + 1)}`;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return `(not read: ${String(error)})\n`;
  }
}

function isMissing(error: unknown): boolean {
  return types.isNativeError(error) && "code" in error && error.code === "ENOENT";
}
