import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ustar } from "../../machine-image/ustar";
import { writeAtomically } from "../files";
import type { Piece } from "./look";
import { redact } from "./redact";

/** How many archives of a stack are kept. */
const kept = 10;

/** What an archive is called by, and where it goes. */
export interface Label {
  readonly folder: string;
  /** The gate that gave up. */
  readonly about: string;
  readonly at: Date;
}

/**
 * Writes the pieces as a .tar.gz that its owner alone can read, every piece without its secrets, and removes the oldest
 * archives beyond ten. Returns its path.
 */
export async function writeArchive(pieces: readonly Piece[], label: Label): Promise<string> {
  const { folder } = label;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, archiveName(label));
  await writeAtomically(path, pack(pieces), 0o600);
  const archives = (await readdir(folder)).filter((name) => name.endsWith(suffix)).sort();
  for (const name of archives.slice(0, -kept)) await rm(join(folder, name));
  return path;
}

const suffix = ".tar.gz";

/** By time, so that the order of the names is that of the archives: 20261124T224400Z-dev-join-master-1.tar.gz. */
export function archiveName({ about, at }: Omit<Label, "folder">): string {
  const time = at.toISOString().replace(/[-:]|\.\d+/g, "");
  return `${time}-${about.replace(/[^A-Za-z0-9.-]+/g, "-").slice(0, 80)}${suffix}`;
}

/** Every piece goes through here, so that none is packed with its secrets. */
function pack(pieces: readonly Piece[]): Buffer {
  const entries = pieces.map(({ path, text }) => ({
    path,
    kind: "file" as const,
    mode: 0o600,
    content: Buffer.from(redact(text)),
  }));
  return gzipSync(ustar(entries));
}
