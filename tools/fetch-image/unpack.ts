import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Compression } from "../../topology/image";
import type { Failure } from "../failure";
import { between, type Between, type Ended } from "../process";
import { noRoom, notPacked, type Origin } from "./failures";
import { fileNameIn, type Telling, toldWhile } from "./progress";
import { freeIn } from "./room";

/** A file that is compressed, and what it is to become. */
export interface Packed extends Origin {
  readonly compression: Compression;
  readonly files: Between;
}

/** Unpacks a file by the program of its compression (packages xz-utils, gzip, zstd); a Failure leaves nothing of it. */
export async function unpack(packed: Packed, telling: Telling): Promise<void> {
  const { url, compression, files } = packed;
  const growth = { doing: `unpacking ${fileNameIn(url)}`, file: files.to, total: undefined };
  const ended = await toldWhile(growth, telling, () =>
    between(files, {
      program: compression,
      arguments: ["--decompress", "--stdout"],
      // Its words are judged, so they are asked for in one language.
      environment: { LC_ALL: "C" },
    }),
  );
  if (ended.exitCode === 0) return;
  const failure = await failureOf(ended, packed);
  await rm(files.to, { force: true });
  throw failure;
}

async function failureOf(
  { exitCode, errors }: Ended,
  { compression, files, ...origin }: Packed,
): Promise<Failure> {
  const words = errors.trim() || `${compression} ended with exit code ${exitCode}`;
  if (!/No space left|Disk quota exceeded/.test(words)) return notPacked(origin, words);
  const folder = dirname(files.to);
  return noRoom(folder, { needed: undefined, free: await freeIn(folder) });
}
