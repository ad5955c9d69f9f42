import { existsSync } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ImageSource } from "../../topology/image";
import { whileLocked } from "../lock";
import { lockOf } from "./cache";
import { download } from "./download";
import { notQcow2 } from "./failures";
import { drop } from "./part";
import { fileNameIn, size, type Telling } from "./progress";
import { unpack } from "./unpack";
import { assertSum, isQcow2 } from "./verify";

/** An image by its address, and the file that it is to be. */
export interface WantedImage {
  readonly source: ImageSource;
  readonly file: string;
}

/**
 * Fetches an image, unless it is there: downloaded, verified, unpacked, verified again and put in place at once, so
 * that whoever looks finds nothing or the whole. What an interrupted run has left is gone on with. Stacks that want
 * images at the same time wait for each other.
 */
export async function fetchImage(wanted: WantedImage, telling: Telling): Promise<void> {
  await whileLocked(lockOf(dirname(wanted.file)), async () => {
    if (!existsSync(wanted.file)) await fetchAlone(wanted, telling);
  });
}

async function fetchAlone({ source, file }: WantedImage, telling: Telling): Promise<void> {
  const { url, sha256, compression } = source;
  const part = join(dirname(file), `${sha256}.part`);
  // What is unpacked is larger than what it is unpacked from.
  const moreRoom = (total: number): number => (compression === undefined ? 0 : total);
  await download({ url, part, moreRoom }, telling);
  await assertSum({ url, of: "download", file: part, sum: sha256 }, () => drop(part));
  const disk = await diskOf(part, { source, file }, telling);
  if (!(await isQcow2(disk))) {
    await rm(disk, { force: true });
    await drop(part);
    throw notQcow2(url);
  }
  const { size: bytes } = await stat(disk);
  await rename(disk, file);
  await drop(part);
  telling.say(`${fileNameIn(url)}: verified, a disk of ${size(bytes)}`);
}

/** The disk that a download is, or that comes out of it. */
async function diskOf(part: string, { source, file }: WantedImage, telling: Telling): Promise<string> {
  const { url, compression, diskSha256 } = source;
  if (compression === undefined) return part;
  const disk = `${file}.new`;
  await unpack({ url, compression, files: { from: part, to: disk } }, telling);
  await assertSum({ url, of: "disk", file: disk, sum: diskSha256 }, () => rm(disk));
  return disk;
}
