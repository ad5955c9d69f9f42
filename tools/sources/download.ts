import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Failure } from "../failure";
import { moveAll, withWorkFolder } from "../files";
import { capture } from "../process";
import type { DownloadSource, Tool } from "../tool";
import { listedSum } from "./checksum";
import { open, reasonOf, unreachable } from "./network";
import { folderOf, type OnLongWork, type Result } from "./result";

/**
 * Takes a tool from its publisher's archive. A fault of the network makes the source unavailable; content
 * that does not match its checksum is a Failure, since nothing may quietly take its place.
 */
export async function fromDownload(
  tool: Tool,
  source: DownloadSource,
  onLongWork: OnLongWork,
): Promise<Result> {
  const why = await unreachable(source.url);
  if (why !== undefined) return { kind: "unavailable", why };
  onLongWork("downloading");
  try {
    return await withWorkFolder(folderOf(tool), async (folder) => {
      const unpacked = await unpack(await fetchArchive(source, folder), source.members);
      const paths = await moveAll(unpacked, folderOf(tool));
      return { kind: "installed", origin: `downloaded from ${new URL(source.url).host}`, paths };
    });
  } catch (error) {
    if (error instanceof Failure) throw error;
    return { kind: "unavailable", why: reasonOf(error) };
  }
}

async function expectedSum({ url, checksum }: DownloadSource): Promise<string> {
  if (checksum.kind === "pinned") return checksum.sum;
  const { body } = await open(checksum.url);
  const sum = listedSum(await body.text(), basename(url));
  if (sum === undefined) throw new Error(`${checksum.url} does not list ${basename(url)}`);
  return sum;
}

/** Fetches and verifies an archive; returns its path in `folder`. */
export async function fetchArchive(source: DownloadSource, folder: string): Promise<string> {
  const expected = await expectedSum(source);
  const path = join(folder, basename(source.url));
  const hash = createHash(source.checksum.algorithm);
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const { body } = await open(source.url);
  await pipeline(body, hashing, createWriteStream(path));
  const sum = hash.digest("hex");
  if (sum === expected) return path;
  throw new Failure({
    what: "a download does not match its checksum",
    where: source.url,
    why: `its ${source.checksum.algorithm} is ${sum}, the publisher's is ${expected}`,
    remedy: "find out what changes the download on its way (a proxy?); this check is never skipped",
  });
}

/** Unpacks the wanted members, without their folders, beside the archive. */
export async function unpack(archive: string, members: readonly string[]): Promise<string> {
  const unpacked = `${archive}.unpacked`;
  await mkdir(unpacked);
  if (archive.endsWith(".zip")) {
    await capture({ program: "unzip", arguments: ["-q", "-j", archive, ...members, "-d", unpacked] });
    return unpacked;
  }
  const depth = (members[0] ?? "").split("/").length - 1;
  const options = ["--no-same-owner", `--strip-components=${depth}`, "-xzf", archive, "-C", unpacked];
  await capture({ program: "tar", arguments: [...options, ...members] });
  return unpacked;
}
