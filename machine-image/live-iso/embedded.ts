import { gzipSync } from "node:zlib";
import { cpio } from "../vm/cpio";
import type { EmbedArea } from "./embed-area";
import { tooLarge } from "./refusals";

/**
 * What a live image has in the place for an Ignition config when it is given one: an initrd with the one file
 * /config.ign, and zeros up to the end of the place, which the kernel skips. Every kernel unpacks gzip, and it has
 * neither time nor name in it, so that equal configs make equal bytes. Throws a Failure where there is no room.
 * Secret, as the config is.
 */
export function embedded(config: Buffer, area: Pick<EmbedArea, "length">, name: string): Buffer {
  const archive = cpio([{ path: "config.ign", kind: "file", mode: 0o600, content: config }]);
  const packed = gzipSync(archive, { level: 9 });
  if (packed.length > area.length)
    throw tooLarge(name, { config: config.length, packed: packed.length, room: area.length });
  return Buffer.concat([packed, Buffer.alloc(area.length - packed.length)]);
}
