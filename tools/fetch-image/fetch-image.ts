import { existsSync } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ImageKind, ImageSource } from "../../topology/image";
import { whileLocked } from "../lock";
import { lockOf } from "./cache";
import { download } from "./download";
import { assertKind } from "./kinds";
import { drop } from "./part";
import { fileNameIn, size, type Telling } from "./progress";
import { unpack } from "./unpack";
import { assertSum } from "./verify";

/** What the user is told that was fetched. */
const nouns: Readonly<Record<ImageKind, string>> = { disk: "disk", live: "live image" };

/** An image by its address, and the file that it is to be. */
export interface WantedImage {
  readonly source: ImageSource;
  readonly file: string;
  readonly kind: ImageKind;
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

async function fetchAlone(wanted: WantedImage, telling: Telling): Promise<void> {
  const { source, file, kind } = wanted;
  const { url, sha256, compression } = source;
  const origin = { url, kind };
  const part = join(dirname(file), `${sha256}.part`);
  // What is unpacked is larger than what it is unpacked from.
  const moreRoom = (total: number): number => (compression === undefined ? 0 : total);
  await download({ ...origin, part, moreRoom }, telling);
  await assertSum({ ...origin, of: "download", file: part, sum: sha256 }, () => drop(part));
  const disk = await diskOf(part, wanted, telling);
  try {
    await assertKind(kind, url, disk);
  } catch (error) {
    await rm(disk, { force: true });
    await drop(part);
    throw error;
  }
  const { size: bytes } = await stat(disk);
  await rename(disk, file);
  await drop(part);
  telling.say(`${fileNameIn(url)}: verified, a ${nouns[kind]} of ${size(bytes)}`);
}

/** The disk that a download is, or that comes out of it. */
async function diskOf(part: string, { source, file, kind }: WantedImage, telling: Telling): Promise<string> {
  const { url, compression, diskSha256 } = source;
  if (compression === undefined) return part;
  const origin = { url, kind };
  const disk = `${file}.new`;
  await unpack({ ...origin, compression, files: { from: part, to: disk } }, telling);
  await assertSum({ ...origin, of: "disk", file: disk, sum: diskSha256 }, () => rm(disk));
  return disk;
}
