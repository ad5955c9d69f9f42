import { NotOffered } from "../../shared/errors";

/** What each piece of a pattern stands for; all other characters stand for themselves. */
const pieces: Readonly<Record<string, string>> = { "**": ".*", "*": "[^/]*", "?": "[^/]" };

/**
 * A pattern of assetPaths or archivePaths as a regular expression over paths with "/":
 * `*` and `?` stay inside one folder, `**` does not. Classes, alternatives and escapes, which the
 * official plugin's library (gobwas/glob) has too, are refused.
 */
export function globPattern(pattern: string): RegExp {
  if (/[[\]{}\\]/.test(pattern)) {
    throw new NotOffered("a character of []{}\\ in a pattern", `the pattern "${pattern}"`);
  }
  const source = pattern.replace(/\*\*|[*?]|[.+^$()|]/g, (piece) => pieces[piece] ?? `\\${piece}`);
  return new RegExp(`^${source}$`, "s");
}
