import type { Properties, Value } from "../shared/values";
import { isMap } from "../shared/values";

/**
 * The part of a live object that the program speaks of: keys that `shape` has, at any depth, lists
 * cut to its length. What controllers and defaults added is thereby no difference.
 */
export function prune<T extends Properties>(live: T, shape: Properties): T {
  return pruneMap(live, shape) as T;
}

function pruneMap(live: Properties, shape: Properties): Properties {
  const kept = Object.entries(live).filter(([key]) => key in shape);
  return Object.fromEntries(kept.map(([key, value]) => [key, pruneValue(value ?? null, shape[key])]));
}

function pruneValue(live: Value, shape: Value | undefined): Value {
  if (isMap(live) && isMap(shape)) return pruneMap(live, shape);
  if (Array.isArray(live) && Array.isArray(shape))
    return live.slice(0, shape.length).map((item: Value, index) => pruneValue(item, shape[index] as Value));
  return live;
}
