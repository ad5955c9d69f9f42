import { basename } from "node:path";
import { existsSync, statSync } from "node:fs";

/** Where progress is told. */
export interface Telling {
  readonly say: (line: string) => void;
  /** The time between two lines, in milliseconds. */
  readonly interval: number;
}

/** To the user, as gates do. */
export const usualTelling: Telling = {
  say: (line) => {
    console.error(line);
  },
  interval: 15_000,
};

/** Something long that lets a file grow. */
export interface Growth {
  /** What is being done, such as "downloading disk.qcow2.xz". */
  readonly doing: string;
  readonly file: string;
  /** The bytes that the file will have in the end; undefined where nobody knows. */
  readonly total: number | undefined;
}

/** Does something, and says now and then how far it is. */
export async function toldWhile<T>(growth: Growth, telling: Telling, work: () => Promise<T>): Promise<T> {
  const since = new Date();
  const timer = setInterval(() => {
    const bytes = existsSync(growth.file) ? statSync(growth.file).size : 0;
    telling.say(progressLine({ ...growth, bytes, since }));
  }, telling.interval);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** One line of progress: what, how much of how much, since when. */
export function progressLine({
  doing,
  total,
  bytes,
  since,
}: Growth & { readonly bytes: number; readonly since: Date }): string {
  const share = total === undefined || total === 0 ? "" : `, ${Math.floor((100 * bytes) / total)} %`;
  const clock = since.toISOString().slice(11, 19);
  return `${doing}: ${ofTotal(bytes, total)}${share}, since ${clock} UTC`;
}

/** What an address calls its file. */
export function fileNameIn(url: string): string {
  return basename(new URL(url).pathname);
}

/** "120.0 MiB of 700.0 MiB", or "120.0 MiB" of nobody knows how much. */
export function ofTotal(bytes: number, total: number | undefined): string {
  return total === undefined ? size(bytes) : `${size(bytes)} of ${size(total)}`;
}

const units = ["KiB", "MiB", "GiB"] as const;

/** A number of bytes as a person says it: "17 bytes", "700.0 MiB". */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  return `${(bytes / 1024 ** power).toFixed(1)} ${units[power - 1] ?? ""}`;
}
