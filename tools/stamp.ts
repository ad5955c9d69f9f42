import { readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { writeAtomically } from "./files";
import { toolsFolder } from "./paths";

/** What an installation left: the recipe that it followed, where the files came from, and their sizes (by path in .tools). */
export interface Stamp {
  readonly recipe: string;
  readonly origin: string;
  readonly files: Readonly<Record<string, number>>;
}

const stampFile = (name: string): string => join(toolsFolder, "stamps", `${name}.json`);

/** The size of a file under .tools, links followed; -1 where there is none. */
function size(path: string): number {
  return statSync(join(toolsFolder, path), { throwIfNoEntry: false })?.size ?? -1;
}

/**
 * The stamp of an installation that is still whole: made by this recipe, every file there with its size.
 * Sizes and not contents are compared, which keeps a second run far below a second.
 */
export function currentStamp(name: string, recipe: string): Stamp | undefined {
  let text: string;
  try {
    text = readFileSync(stampFile(name), "utf8");
  } catch {
    return undefined;
  }
  const stamp = JSON.parse(text) as Stamp;
  const whole = Object.entries(stamp.files).every(([path, bytes]) => size(path) === bytes);
  return stamp.recipe === recipe && whole ? stamp : undefined;
}

/** Records a finished installation; written last, so that an interrupted one is done again. */
export async function writeStamp(
  name: string,
  installed: { readonly recipe: string; readonly origin: string; readonly paths: readonly string[] },
): Promise<void> {
  const { recipe, origin, paths } = installed;
  const local = paths.map((path) => relative(toolsFolder, path));
  const files = Object.fromEntries(local.map((path) => [path, size(path)]));
  const stamp: Stamp = { recipe, origin, files };
  await writeAtomically(stampFile(name), `${JSON.stringify(stamp, null, 2)}\n`);
}
