import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Change, Present, PresentFile } from "../../ignition/change";
import { type IgnitionFile, textOf } from "../../ignition/config";
import { type TarEntry, ustar } from "../../machine-image/ustar";
import { capture, show } from "../process";
import { places } from "./places";

/** What the scripts of this folder share with those that make machines. */
const shared = "components/podman/lib.sh";

/** The way into a running podman machine: programs that run in its container. */
export interface Machine {
  /** The container's name. */
  readonly container: string;
  /** The folder of this module, where its scripts are. */
  readonly scripts: string;
}

/** Asks a machine what it has of some files. */
export async function look({ container, scripts }: Machine, paths: readonly string[]): Promise<Present> {
  const output = await capture({
    program: "podman",
    arguments: [
      "exec",
      ...settings(),
      container,
      "/bin/sh",
      "-c",
      scriptOf(join(scripts, "look.sh")),
      "look",
      ...paths,
    ],
  });
  return presentOf(output);
}

/** Changes a machine, which shows on this process' standard error what it does; returns the exit code. */
export function apply({ container, scripts }: Machine, change: Change): Promise<number> {
  const script = scriptOf(shared, join(scripts, "apply.sh"));
  return show({
    program: "podman",
    arguments: ["exec", "--interactive", ...settings(), container, "/bin/sh", "-c", script, "apply"],
    input: archiveOf(change),
  });
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

/** What the scripts are told, as options of `podman exec`. */
function settings(): readonly string[] {
  return Object.entries(places).flatMap(([name, value]) => ["--env", `${name}=${value}`]);
}

/** Several scripts as one. */
function scriptOf(...paths: readonly string[]): string {
  return paths.map((path) => readFileSync(path, "utf8")).join("\n");
}
