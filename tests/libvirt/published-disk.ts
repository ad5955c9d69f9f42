import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { sha256Of } from "../../tools/files";
import { capture } from "../../tools/process";
import { serveIn } from "./file-server";
import type { Lab } from "./lab";

/** A disk by its address, in the words of a stack's configuration. */
export interface PublishedDisk {
  readonly url: string;
  readonly sha256: string;
  readonly uncompressedSha256: string;
}

/** Has a disk served in a lab as a publisher does it: compressed, with its checksums. */
export async function publishDisk(lab: Lab, disk: string): Promise<PublishedDisk> {
  const folder = join(lab.folder, "served");
  mkdirSync(folder);
  const packed = join(folder, "disk.qcow2.gz");
  await capture({ program: "sh", arguments: ["-c", 'gzip -1 < "$1" > "$2"', "sh", disk, packed] });
  const addressOf = await serveIn(lab, folder);
  const [sha256, uncompressedSha256] = [await sha256Of(packed), await sha256Of(disk)];
  return { url: addressOf("disk.qcow2.gz"), sha256, uncompressedSha256 };
}
