import type { Examination, Item } from "./item";
import type { Entry, ExaminedMachine, Kind } from "./machine";

/** Nobody has more rights than the mode gives, on each file or directory whose path matches; there is at least one. */
export function atMost(mode: number, pattern: RegExp): Examination {
  return overAll(pattern, (entry) =>
    (entry.mode & ~mode) === 0 ? [] : [`${entry.path} has the mode ${octal(entry.mode)}, not ${octal(mode)}`],
  );
}

/** Each file or directory whose path matches is that owner's; there is at least one. */
export function ownedBy(owner: string, pattern: RegExp): Examination {
  return overAll(pattern, (entry) => ownerFinding(entry, owner));
}

/** No file or directory whose path matches is anybody else's. */
export function ownedByNoOther(owner: string, pattern: RegExp): Examination {
  return (machine) => matching(machine, pattern).flatMap((entry) => ownerFinding(entry, owner));
}

/** No path matches. */
export function absent(pattern: RegExp): Examination {
  return (machine) => matching(machine, pattern).map(({ path }) => `${path} is there`);
}

/** All of them. */
export function allOf(...examinations: readonly Examination[]): Examination {
  return (machine) => examinations.flatMap((examine) => examine(machine));
}

/** What a pair of items is about: the benchmark gives the mode of a file a number, and its owner the next. */
export interface RootsFile {
  readonly ids: readonly [mode: string, owner: string];
  readonly what: string;
  readonly why: string;
  readonly mode: number;
  readonly path: RegExp;
  /** The machines that have it, where they are others than the part's. */
  readonly on?: readonly Kind[];
}

/** The two items of a file that is root's. */
export function itemsOfFile({ ids, what, why, mode, path, on }: RootsFile): readonly Item[] {
  return [
    {
      id: ids[0],
      title: `${what}: mode ${octal(mode)} or stricter`,
      why,
      examine: atMost(mode, path),
      ...(on && { on }),
    },
    {
      id: ids[1],
      title: `${what}: owned by root:root`,
      why,
      examine: ownedBy("root:root", path),
      ...(on && { on }),
    },
  ];
}

function overAll(pattern: RegExp, examine: (entry: Entry) => readonly string[]): Examination {
  return (machine) => {
    const entries = matching(machine, pattern);
    return entries.length === 0 ? [`there is no ${pattern.source}`] : entries.flatMap(examine);
  };
}

function ownerFinding({ path, owner }: Entry, wanted: string): readonly string[] {
  return owner === wanted ? [] : [`${path} is of ${owner}, not of ${wanted}`];
}

function matching({ entries }: ExaminedMachine, pattern: RegExp): readonly Entry[] {
  return entries.filter(({ path }) => pattern.test(path));
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}
