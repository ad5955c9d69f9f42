import { type Effect, effects, effectsOf, effectsOfRemoved } from "../manifests/readers";
import { createHash } from "node:crypto";
import { type IgnitionConfig, type IgnitionDirectory, type IgnitionFile, textOf } from "./config";

/** A file as a machine has it. */
export interface PresentFile {
  readonly path: string;
  readonly mode: number;
  /** The number of the user that it belongs to. */
  readonly owner: number;
  /** Of its contents, in hex digits. */
  readonly sha256: string;
}

/** What a running machine says of itself. */
export interface Present {
  readonly files: readonly PresentFile[];
  /** The list of what it was given (ignition/given.ts), line by line. */
  readonly given: readonly string[];
  /** What an earlier change that was cut off has still to do. */
  readonly pending: readonly string[];
}

/** What a running machine must be changed in to be as its config says. */
export interface Change {
  /** Those that are to be there; Ignition's own are kept, as others may have files in them. */
  readonly directories: readonly IgnitionDirectory[];
  readonly write: readonly IgnitionFile[];
  readonly remove: readonly string[];
  /** Units that start with the machine from now on, and those that do so no longer. */
  readonly enable: readonly string[];
  readonly disable: readonly string[];
  /** In the order in which they are to be done. */
  readonly effects: readonly Effect[];
}

/** Compares a machine with its config. What somebody changed by hand in a file that the program wrote is put back, too. */
export function changeOf(config: IgnitionConfig, present: Present): Change {
  const has = new Map(present.files.map((file) => [file.path, file]));
  const write = config.storage.files.filter((file) => !isSame(file, has.get(file.path)));
  const paths = config.storage.files.map(({ path }) => path);
  const units = config.systemd.units.map(({ name }) => name);
  const given = (kind: "file" | "unit"): readonly string[] =>
    present.given.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1));

  const remove = given("file").filter((path) => !paths.includes(path));
  const wanted: readonly string[] = [
    ...effectsOf(write.map(({ path }) => path)),
    ...effectsOfRemoved(remove),
    ...present.pending,
  ];
  return {
    directories: config.storage.directories,
    write,
    remove,
    enable: units.filter((unit) => !given("unit").includes(unit)),
    disable: given("unit").filter((unit) => !units.includes(unit)),
    effects: effects.filter((effect) => wanted.includes(effect)),
  };
}

/** Whether there is nothing to do. */
export function isEmpty({ write, remove, enable, disable, effects: wanted }: Change): boolean {
  return [write, remove, enable, disable, wanted].every((list) => list.length === 0);
}

function isSame({ mode, user, contents }: IgnitionFile, present: PresentFile | undefined): boolean {
  if (present === undefined) return false;
  const sha256 = createHash("sha256").update(textOf(contents.source)).digest("hex");
  return present.mode === mode && present.owner === (user?.id ?? 0) && present.sha256 === sha256;
}
