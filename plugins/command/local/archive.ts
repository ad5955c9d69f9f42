import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { NotOffered } from "../../shared/errors";
import type { Properties } from "../../shared/values";
import { KINDS, SIGNATURE } from "../../shared/values";
import type { FileAsset } from "./assets";

const BLOCK = 512;

/**
 * An archive of files as the state keeps it. Its hash is that of a tar file of them, in the order of
 * their paths (pulumi/pulumi, sdk/go/common/resource/archive: EnsureHash).
 */
export async function archiveOf(assets: Readonly<Record<string, FileAsset>>): Promise<Properties> {
  const hash = createHash("sha256");
  for (const [name, { path }] of Object.entries(assets)) {
    const content = await readFile(path);
    hash.update(header(name, content.length)).update(content);
    hash.update(Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK));
  }
  hash.update(Buffer.alloc(2 * BLOCK));
  return { [SIGNATURE]: KINDS.archive, assets, hash: hash.digest("hex") };
}

/** A ustar header of a plain file, mode 0600, all else zero (POSIX.1-1988). */
function header(name: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > 100 || /[^ -~]/.test(name)) {
    throw new NotOffered("a path of more than 100 ASCII characters in an archive", `the file "${name}"`);
  }
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, "0")}\0`;
  const fields: readonly (readonly [offset: number, text: string])[] = [
    [0, name],
    [100, octal(0o600, 7)],
    [108, octal(0, 7)],
    [116, octal(0, 7)],
    [124, octal(size, 11)],
    [136, octal(0, 11)],
    [148, "        "],
    [156, "0"],
    [257, "ustar\x0000"],
    [329, octal(0, 7)],
    [337, octal(0, 7)],
  ];
  for (const [offset, text] of fields) block.write(text, offset, "latin1");
  // The checksum counts its own field as blanks.
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}
