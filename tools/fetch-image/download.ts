import { createWriteStream } from "node:fs";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { Failure } from "../failure";
import { ask, reasonOf } from "../sources/network";
import { describe, drop, type Held, heldIn } from "./part";
import { freeIn, isNoSpace } from "./room";
import { headersFor, judge } from "./answer";
import { brokenOff, noRoom, refused } from "./failures";
import { fileNameIn, type Telling, toldWhile } from "./progress";

/** A file to download, and the file that grows until all of it is there. */
export interface Download {
  readonly url: string;
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

/** Asks once, and takes what comes. */
async function takeRest(wanted: Download, held: Held, telling: Telling): Promise<void> {
  const { url, part } = wanted;
  const { body, ...head } = await ask(url, headersFor(held));
  const answer = judge(head, held);
  if (answer.kind === "refusal" || answer.kind === "another") {
    // Not read to its end, which may be far away.
    body.destroy();
    if (answer.kind === "refusal") throw refused(url, head.statusCode);
    await drop(part);
    return takeRest(wanted, { bytes: 0 }, telling);
  }
  if (answer.kind === "whole") await drop(part);
  const { described } = answer;
  await describe(part, described);
  if ((needs(wanted, await heldIn(part)) ?? 0) > (await freeIn(dirname(part))))
    throw await roomMissing(wanted);
  const growth = { doing: `downloading ${fileNameIn(url)}`, file: part, total: described.total };
  await toldWhile(growth, telling, () => pipeline(body, createWriteStream(part, { flags: "a" })));
  // What ended well is whole, also where its size was not said beforehand.
  const { bytes } = await heldIn(part);
  await describe(part, { ...described, total: described.total ?? bytes });
}

/** The bytes that must be free for the rest of a download, and for what comes after. */
function needs({ moreRoom }: Download, { bytes, total }: Held): number | undefined {
  return total === undefined ? undefined : total - bytes + moreRoom(total);
}

async function roomMissing(wanted: Download): Promise<Failure> {
  const folder = dirname(wanted.part);
  return noRoom(folder, { needed: needs(wanted, await heldIn(wanted.part)), free: await freeIn(folder) });
}
