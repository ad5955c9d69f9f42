import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Files of a MicroShift's source folder by what they hold, which stand in for those that a build leaves. */
export const builtFiles: Readonly<Record<string, string>> = {
  "_output/bin/microshift": "\u007fELF … BuildVariant=community …",
  "_output/bin/microshift-etcd": "\u007fELF etcd",
  "assets/release/release-x86_64.json": '{"release":{"base":"4.21.0"}}',
};

/** Writes such files into a folder, with the given ones in the place of the usual ones. */
export function writeBuilt(folder: string, other: Readonly<Record<string, string | undefined>> = {}): string {
  for (const [file, content] of Object.entries({ ...builtFiles, ...other })) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  return folder;
}
