import { open } from "node:fs/promises";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import { Failure } from "../failure";
import { ask, reasonOf } from "../sources/network";
import { type Described, describe, drop, type Held, heldIn } from "./part";
import { freeIn, isNoSpace } from "./room";
import { headersFor, judge } from "./answer";
import { brokenOff, noRoom, type Origin, refused } from "./failures";
import { fileNameIn, type Telling, toldWhile } from "./progress";

/** A file to download, and the file that grows until all of it is there. */
export interface Download extends Origin {
  readonly part: string;
  /** The bytes that must be free for what comes after, by the size of the file. */
  readonly moreRoom: (total: number) => number;
}

/**
 * Downloads what is missing of a file. Where the connection breaks off, the rest is asked for as long as that brings
 * more than ever before; then it is a Failure, and the part stays for the next run.
 */
export async function download(wanted: Download, telling: Telling): Promise<void> {
  let most = -1;
  let reason = "";
  for (;;) {
    const held = await heldIn(wanted.part);
    if (held.bytes === held.total) return;
    if (held.bytes <= most) throw brokenOff(wanted.url, held, reason);
    most = held.bytes;
    try {
      await takeRest(wanted, held, telling);
    } catch (error) {
      if (error instanceof Failure) throw error;
      if (isNoSpace(error)) throw await roomMissing(wanted);
      reason = reasonOf(error);
    }
  }
}

/** Asks once, and takes what comes; where that is of another file, asks once more, for all of it. */
async function takeRest(wanted: Download, held: Held, telling: Telling): Promise<void> {
  const { url, part } = wanted;
  const growth = { doing: `asking for ${fileNameIn(url)}`, file: part, total: held.total };
  const { body, ...head } = await toldWhile(growth, telling, () => ask(url, headersFor(held)));
  // Whoever reads the body meets its errors; it may break off before, or be one that nobody reads.
  body.on("error", () => undefined);
  try {
    const answer = judge(head, held);
    if (answer.kind === "refusal") throw refused(wanted, head.statusCode);
    if (answer.kind !== "rest") await drop(part);
    if (answer.kind !== "another") {
      await append(wanted, { body, described: answer.described }, telling);
      return;
    }
  } finally {
    body.destroy();
  }
  return takeRest(wanted, { bytes: 0 }, telling);
}

/** The bytes to add to a part, and what the server said of the file. */
interface Rest {
  readonly body: Readable;
  readonly described: Described;
}

async function append(wanted: Download, { body, described }: Rest, telling: Telling): Promise<void> {
  const { url, part } = wanted;
  await describe(part, described);
  const needed = needs(wanted, await heldIn(part)) ?? 0;
  if (needed > (await freeIn(dirname(part)))) throw await roomMissing(wanted);
  const growth = { doing: `downloading ${fileNameIn(url)}`, file: part, total: described.total };
  await toldWhile(growth, telling, () => write(body, part));
  // What ended well is whole, also where its size was not said beforehand.
  const { bytes } = await heldIn(part);
  await describe(part, { ...described, total: described.total ?? bytes });
}

/** When it ends, well or not, all is written: a stream that ends badly could still be writing when the rest is asked for. */
async function write(body: Readable, part: string): Promise<void> {
  const file = await open(part, "a");
  try {
    for await (const chunk of body) await file.appendFile(chunk as Buffer);
  } finally {
    await file.close();
  }
}

/** The bytes that must be free for the rest of a download, and for what comes after. */
function needs({ moreRoom }: Download, { bytes, total }: Held): number | undefined {
  return total === undefined ? undefined : total - bytes + moreRoom(total);
}

async function roomMissing(wanted: Download): Promise<Failure> {
  const folder = dirname(wanted.part);
  return noRoom(folder, { needed: needs(wanted, await heldIn(wanted.part)), free: await freeIn(folder) });
}
