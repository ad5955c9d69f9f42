import type { Properties, Value } from "../shared/values";
import { isMap } from "../shared/values";
import { isForeign } from "./field-managers";
import type { KubernetesObject } from "./objects";
import { valueAt } from "./objects";
import { parsePath } from "./paths";

/**
 * What is applied of an object of which the program ignores the field at a path (ignoreChanges). A
 * field that others own is left to them; one that is ours is sent as it is now, or it would be lost.
 */
export function ignoring(
  object: KubernetesObject,
  ignored: string,
  live: KubernetesObject,
  fieldManager: string,
): KubernetesObject {
  const path = parsePath(ignored).map(String);
  if (isForeign(live, fieldManager, path)) return withValue(object, path, undefined) as KubernetesObject;
  const now = valueAt(live, ...path);
  return now === undefined ? object : (withValue(object, path, now) as KubernetesObject);
}

/** A copy with another value at the path; undefined takes it out. Missing maps on the way are not made. */
function withValue(
  object: Properties,
  [key = "", ...deeper]: readonly string[],
  value: Value | undefined,
): Properties {
  if (deeper.length === 0) return { ...object, [key]: value };
  const inner = object[key];
  return isMap(inner) ? { ...object, [key]: withValue(inner, deeper, value) } : object;
}
