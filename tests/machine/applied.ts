import { dirname } from "node:path";
import type { Entry, RootFileSystem } from "../support/root-file-system";

/** A file of root's with its mode and contents, as one text, so that a difference shows where it is. */
export function asWanted({ mode, contents }: { readonly mode: number; readonly contents: string }): string {
  return `${mode.toString(8)} 0:0\n${contents}`;
}

/** The same of a file that lies there. */
export function asFound(machine: RootFileSystem, path: string): string {
  if (!machine.has(path)) return "nothing";
  const { kind, mode, owner } = machine.entry(path);
  return kind === "file" ? `${mode} ${owner}\n${machine.text(path)}` : kind;
}

/** What Ignition leaves on every machine. */
const ownTraces = [
  "/etc/.ignition-result.json",
  "/etc/systemd/system-preset",
  "/etc/systemd/system-preset/20-ignition.preset",
];

/** What came with a run and nobody asked for; the directories above what was asked for are root's and open to all. */
export function unasked(
  before: ReadonlyMap<string, Entry>,
  after: ReadonlyMap<string, Entry>,
  asked: readonly string[],
): readonly string[] {
  const known = new Set([...asked, ...ownTraces]);
  const above = new Set(asked.flatMap(directoriesAbove));
  const isMere = (path: string, { kind, mode, owner }: Entry) =>
    above.has(path) && kind === "directory" && mode === "755" && owner === "0:0";
  return [...after]
    .filter(([path, entry]) => !known.has(path) && !isMere(path, entry))
    .filter(([path, entry]) => JSON.stringify(before.get(path)) !== JSON.stringify(entry))
    .map(([path, { mode, owner }]) => `${mode} ${owner} ${path}`);
}

function directoriesAbove(path: string): readonly string[] {
  const above = dirname(path);
  return above === "/" ? [] : [above, ...directoriesAbove(above)];
}
