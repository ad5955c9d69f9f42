import { isDeepStrictEqual } from "node:util";
import type { Properties, Value } from "./values";
import { isArchive, isAsset, isMap, isSecret } from "./values";

/** Where a value stands: keys of maps and indexes of lists, outermost first. */
export type Path = readonly (string | number)[];

export interface Change {
  readonly path: Path;
  readonly kind: "add" | "delete" | "update";
}

/**
 * The smallest changes that lead from one property map to another. What was added or removed as a
 * whole is one change; lists are compared index by index; secrets, assets and archives are compared
 * as a whole, the latter two by their hash, so that moving a file is no change.
 */
export function changes(olds: Properties, news: Properties): readonly Change[] {
  return mapChanges(olds, news, []);
}

/** The notation of Pulumi's property paths: `a.b[0]["c.d"]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (!/^[A-Za-z_$][\w$-]*$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

function mapChanges(olds: Properties, news: Properties, at: Path): readonly Change[] {
  const keys = new Set([...Object.keys(olds), ...Object.keys(news)]);
  return [...keys].sort().flatMap((key) => valueChanges(own(olds, key), own(news, key), [...at, key]));
}

/** A key like "__proto__" must not reach what every object has. */
const own = (map: Properties, key: string): Value | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined;

function listChanges(olds: readonly Value[], news: readonly Value[], at: Path): readonly Change[] {
  const longest = olds.length > news.length ? olds : news;
  return longest.flatMap((_, index) => valueChanges(olds[index], news[index], [...at, index]));
}

function valueChanges(old: Value | undefined, now: Value | undefined, path: Path): readonly Change[] {
  if (old === undefined) return now === undefined ? [] : [{ path, kind: "add" }];
  if (now === undefined) return [{ path, kind: "delete" }];
  if (Array.isArray(old) && Array.isArray(now)) return listChanges(old as Value[], now as Value[], path);
  if (isMap(old) && isMap(now) && !isWhole(old) && !isWhole(now)) return mapChanges(old, now, path);
  return isDeepStrictEqual(identity(old), identity(now)) ? [] : [{ path, kind: "update" }];
}

const isWhole = (value: Value): boolean => isSecret(value) || isAsset(value) || isArchive(value);

/** What makes two values the same: of an asset or archive the hash, else the value itself. */
function identity(value: Value): Value | undefined {
  if (isSecret(value)) return { secret: identity(value["value"] ?? null) };
  const hash = isAsset(value) || isArchive(value) ? value["hash"] : undefined;
  return typeof hash === "string" && hash !== "" ? hash : value;
}
