import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Change, Present, PresentFile } from "../../ignition/change";
import { type IgnitionFile, textOf } from "../../ignition/config";
import { type TarEntry, ustar } from "../../machine-image/ustar";
import { patienceVariable } from "../../topology/patience";
import { capture, show } from "../process";
import type { Channel } from "./channel";
import { places } from "./places";

/** What the scripts of this folder share with those that make machines. */
const shared = "components/shell/lib.sh";

/** A running machine, and the way into it. */
export interface Machine {
  readonly channel: Channel;
  /** The folder of this module, where its scripts are. */
  readonly scripts: string;
  /** How long a gate would wait for something of it, in seconds; by this a slow machine is given more time. */
  readonly patience: number;
}

/** Asks a machine what it has of some files. */
export async function look(
  { channel, scripts, patience }: Machine,
  paths: readonly string[],
): Promise<Present> {
  const script = scriptOf(join(scripts, "look.sh"));
  return presentOf(await capture(channel([...shellWith(patience), script, "look", ...paths])));
}

/** Changes a machine, which shows on this process' standard error what it does; returns the exit code. */
export function apply({ channel, scripts, patience }: Machine, change: Change): Promise<number> {
  const script = scriptOf(shared, join(scripts, "apply.sh"));
  return show({ ...channel([...shellWith(patience), script, "apply"]), input: archiveOf(change) });
}

/** Reads what look.sh says. */
export function presentOf(output: string): Present {
  const lines = output.split("\n");
  const after = (word: string): readonly string[] =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const digests = new Map(after("sha256").map((line) => [line.slice(66), line.slice(0, 64)]));
  const files = after("mode").map((line): PresentFile => {
    const [mode = "", owner = "", ...path] = line.split(" ");
    const name = path.join(" ");
    return {
      path: name,
      mode: Number.parseInt(mode, 8),
      owner: Number(owner),
      sha256: digests.get(name) ?? "",
    };
  });
  return { files, given: after("given"), pending: after("pending") };
}

/** The files of a change, each beside its place, and the lists that apply.sh goes through. */
export function archiveOf(change: Change): Buffer {
  const list = (name: string, lines: readonly string[]): TarEntry => ({
    path: `${places.RECORD.slice(1)}/${name}`,
    kind: "file",
    mode: 0o600,
    content: Buffer.from(lines.map((line) => `${line}\n`).join("")),
  });
  return ustar([
    ...change.directories.map(({ path, mode, user }): TarEntry => ({
      path: `${path.slice(1)}/`,
      kind: "folder",
      mode,
      owner: user?.id ?? 0,
      content: Buffer.alloc(0),
    })),
    ...change.write.map(stagedFile),
    list(
      "written",
      change.write.map(({ path }) => path),
    ),
    list("removed", change.remove),
    list("enabled", change.enable),
    list("disabled", change.disable),
    list("pending", change.effects),
  ]);
}

function stagedFile({ path, mode, user, contents }: IgnitionFile): TarEntry {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return {
    path: join(dirname(path).slice(1), `.${name}.hardway`),
    kind: "file",
    mode,
    owner: user?.id ?? 0,
    content: Buffer.from(textOf(contents.source), "utf8"),
  };
}

/** The shell that runs the scripts, with what they are told. */
function shellWith(patience: number): readonly string[] {
  const told = Object.entries({ ...places, [patienceVariable]: patience });
  return ["env", ...told.map(([name, value]) => `${name}=${value}`), "/bin/sh", "-c"];
}

/** Several scripts as one. */
function scriptOf(...paths: readonly string[]): string {
  return paths.map((path) => readFileSync(path, "utf8")).join("\n");
}
