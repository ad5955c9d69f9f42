import type { Properties, Value } from "../shared/values";
import { isMap } from "../shared/values";
import { isConflict } from "./cluster/errors";
import type { KubernetesObject } from "./objects";
import { listAt, metadataOf, textAt } from "./objects";

/** The field manager of objects as they are created; each update has one of the object's own. */
export const CREATOR = "pulumi-kubernetes";

/**
 * Managers whose fields an update takes over, so that what the program no longer says goes away:
 * this plugin's own creations, and what was done by hand with kubectl. Others keep their fields.
 */
const TAKEN_OVER: readonly { readonly prefix: string; readonly operations: readonly string[] }[] = [
  { prefix: "kubectl", operations: ["Apply", "Update"] },
  { prefix: "before-first-apply", operations: ["Update"] },
  { prefix: CREATOR, operations: ["Update"] },
];

const isTakenOver = (entry: Value): boolean =>
  textAt(entry, "subresource") === "" &&
  TAKEN_OVER.some(
    ({ prefix, operations }) =>
      textAt(entry, "manager").startsWith(prefix) && operations.includes(textAt(entry, "operation")),
  );

const isOwn = (entry: Value, manager: string): boolean =>
  textAt(entry, "manager") === manager && textAt(entry, "operation") === "Apply";

/**
 * The JSON patch that makes `manager` the applier of its fields and of those taken over; undefined
 * if it is already. Fails at the API server if the object has changed meanwhile.
 */
export function takeOver(live: KubernetesObject, manager: string): readonly Properties[] | undefined {
  const entries = listAt(live, "metadata", "managedFields");
  const taken = entries.filter((entry) => isTakenOver(entry) && !isOwn(entry, manager));
  if (taken.length === 0) return undefined;
  const own = entries.filter((entry) => isOwn(entry, manager));
  const rest = entries.filter((entry) => !taken.includes(entry) && !own.includes(entry));
  const merged = [...own, ...taken].map((entry) => entry as Properties);
  const fieldsV1 = merged.map((entry) => entry["fieldsV1"] ?? {}).reduce<Value>(union, {});
  const entry = { ...merged[0], manager, operation: "Apply", fieldsV1 };
  return [
    { op: "replace", path: "/metadata/managedFields", value: [...rest, entry] },
    { op: "replace", path: "/metadata/resourceVersion", value: metadataOf(live).resourceVersion ?? "" },
  ];
}

/** Sets of fields are maps of maps (FieldsV1 of meta/v1): their union is the deep merge. */
function union(one: Value, other: Value): Value {
  if (!isMap(one) || !isMap(other)) return one;
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(keys.map((key) => [key, union(one[key] ?? other[key] ?? {}, other[key] ?? {})]));
}

/** Whether others own the field at a path of plain keys, and `manager` does not. */
export function isForeign(live: KubernetesObject, manager: string, path: readonly string[]): boolean {
  const owners = listAt(live, "metadata", "managedFields").filter((entry) => owns(entry, path));
  return owners.length > 0 && !owners.some((entry) => textAt(entry, "manager") === manager);
}

function owns(entry: Value, path: readonly string[]): boolean {
  const fields = isMap(entry) ? entry["fieldsV1"] : undefined;
  const found = path.reduce<Value | undefined>((at, key) => (isMap(at) ? at[`f:${key}`] : undefined), fields);
  return found !== undefined;
}

/** Runs a server-side apply; a conflict is explained the way the official plugin explains it. */
export async function applying<T>(manager: string, apply: () => Promise<T>): Promise<T> {
  try {
    return await apply();
  } catch (error) {
    if (!isConflict(error)) throw error;
    throw new Error(
      `server-side apply field conflict detected, see ${CONFLICT_HELP} for troubleshooting help\n` +
        `The resource managed by field manager "${manager}" had an apply conflict: ${error.message}`,
      { cause: error },
    );
  }
}

const CONFLICT_HELP =
  "https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/managing-resources-with-server-side-apply/#handle-field-conflicts-on-existing-resources";
