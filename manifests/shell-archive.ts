import type { NodeFile } from "./file";

/** Ends a file's text; no file may have a line that reads so. */
const end = "END OF FILE";

/**
 * Files as the shell function `files`, which calls `put MODE PATH` for each with the text on standard input. A shell runs
 * nothing of a function that was cut off on its way; and a preview shows the files line by line.
 * Throws for a file that the format cannot hold.
 */
export function shellArchive(files: readonly NodeFile[]): string {
  return `files() {\n${files.map(putting).join("")}}\n`;
}

function putting({ path, mode, owner, contents }: NodeFile): string {
  if (owner !== "root") throw new Error(`${path} is ${owner}'s, and the archive has root's files alone`);
  if (!/^[-\w./]+$/.test(path)) throw new Error(`${path} would have to be quoted`);
  const lines = contents.split("\n");
  if (lines.at(-1) !== "" || lines.includes(end))
    throw new Error(`${path} has no last line break, or a line "${end}"`);
  return `put ${mode.toString(8)} ${path} << '${end}'\n${contents}${end}\n`;
}
