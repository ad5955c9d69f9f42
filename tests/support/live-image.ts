import type { ReadAt } from "../../machine-image/live-iso/read-at";
import { isoImage } from "./iso-image";

/** What makes a live image of CoreOS, but that it has no system: the place for a config, and what says where that is. */
export interface LiveImageParts {
  /** In the place; zeros as in a pristine image where it is left out. */
  readonly area?: Buffer;
  /** coreos/igninfo.json; that of today's images where it is left out, and no file at all where it is undefined. */
  readonly information?: string | undefined;
  readonly boot?: Buffer;
}

/** The room that CoreOS leaves for a config, in bytes (coreos-assembler). */
export const usualRoom = 256 * 1024;

/** A small image that has of a live image of CoreOS what embedding looks at. */
export function liveImage(parts: LiveImageParts = {}): Buffer {
  const { area = Buffer.alloc(usualRoom), boot } = parts;
  const { information } = { information: '{"file": "images/ignition.img"}', ...parts };
  return isoImage({
    files: {
      ...(information === undefined ? {} : { "COREOS/IGNINFO.JSO": Buffer.from(information) }),
      "COREOS/KARGS.JSO": Buffer.from("{}"),
      "IMAGES/EFIBOOT.IMG": Buffer.alloc(3000, "e"),
      "IMAGES/IGNITION.IMG": area,
      "ZIPL.PRM": Buffer.from("end"),
    },
    ...(boot === undefined ? {} : { boot }),
  });
}

/** Reads of an image in memory. */
export function readerOf(image: Buffer): ReadAt {
  return (offset, length) => Promise.resolve(image.subarray(offset, offset + length));
}
