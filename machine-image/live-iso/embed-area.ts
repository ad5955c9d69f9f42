import { z } from "zod";
import { findFile, isIso9660 } from "./iso9660";
import { type ReadAt, readWhole } from "./read-at";
import { alreadyGiven, noArea, notIso } from "./refusals";

/** The place in a live image of CoreOS that is kept free for an Ignition config, in bytes. */
export interface EmbedArea {
  readonly offset: number;
  readonly length: number;
}

/** Says where the place is (coreos-installer, src/live/embed.rs); images made before the middle of 2021 lack it. */
const INFORMATION = "COREOS/IGNINFO.JSO";
const information = z.object({
  file: z.string(),
  offset: z.int().nonnegative().default(0),
  length: z.int().positive().optional(),
});
/** The place in those images: an initrd of its own, behind the one that they boot with. */
const usual = { file: "images/ignition.img", offset: 0, length: undefined };

/**
 * The place for an Ignition config in a pristine live image. Throws a Failure where the image is no ISO, or has no such
 * place, or has something in it; `name` is how the user knows the image.
 */
export async function embedAreaOf(read: ReadAt, name: string): Promise<EmbedArea> {
  if (!(await isIso9660(read))) throw notIso(name);
  const { file, offset, length } = await placeIn(read, name);
  const found = await findFile(read, file.toUpperCase());
  if (found === undefined) throw noArea(name, `it has no file ${file}`);
  const area = { offset: found.offset + offset, length: length ?? found.length - offset };
  if (area.length < 1 || offset + area.length > found.length)
    throw noArea(
      name,
      `${area.length} bytes at ${offset} of ${file} were to be it, which has ${found.length}`,
    );
  const content = await readWhole(read, area.offset, area.length);
  if (content === undefined) throw noArea(name, `it ends before byte ${area.offset + area.length}`);
  if (content.some((byte) => byte !== 0)) throw alreadyGiven(name);
  return area;
}

async function placeIn(read: ReadAt, name: string): Promise<z.output<typeof information> | typeof usual> {
  const file = await findFile(read, INFORMATION);
  if (file === undefined) return usual;
  const text = (await read(file.offset, file.length)).toString("utf8");
  const { data } = information.safeParse(json(text));
  if (data === undefined) throw noArea(name, "its file coreos/igninfo.json names no place");
  return data;
}

/** Undefined where the text is none. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
