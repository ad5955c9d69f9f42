import { createHash, randomBytes } from "node:crypto";
import { isUnknown } from "../shared/values";
import { AUTONAMED, isAnnotated } from "./annotations";
import type { KubernetesObject } from "./objects";
import { metadataOf, withMetadata } from "./objects";

/** Where an object of a namespaced kind lives that says nothing else. */
export const DEFAULT_NAMESPACE = "default";

/** Whether the program names the object itself, be it by a value that only the real run will know. */
const isNamed = (object: KubernetesObject): boolean => (metadataOf(object).name ?? "") !== "";

const autonamed = (object: KubernetesObject, name: string): KubernetesObject =>
  withMetadata(object, {
    name,
    annotations: { ...metadataOf(object).annotations, [AUTONAMED]: "true" },
  });

/** A new object without a name gets `<logical name>-<8 hex>`; the seed makes preview and up agree. */
export function nameNew(object: KubernetesObject, logicalName: string, seed: Uint8Array): KubernetesObject {
  if (isNamed(object) || "generateName" in metadataOf(object)) return object;
  const random =
    seed.length > 0 ? createHash("sha256").update(seed).digest("hex") : randomBytes(4).toString("hex");
  return autonamed(object, `${logicalName}-${random.slice(0, 8)}`);
}

/**
 * An object that was named automatically keeps that name. One that had a name of the program's own
 * and lost it stays nameless here: the difference makes it a replacement, and that one is new.
 */
export function nameAsBefore(object: KubernetesObject, before: KubernetesObject): KubernetesObject {
  const { name } = metadataOf(before);
  return isNamed(object) || name === undefined || !isAnnotated(before, AUTONAMED)
    ? object
    : autonamed(object, name);
}

/** The API server would choose the name, but an update by server-side apply needs to know it before. */
export function refuseGenerateName(object: KubernetesObject): void {
  if (!isNamed(object) && "generateName" in metadataOf(object))
    throw new Error("the `.metadata.generateName` field is not supported in Server-Side Apply mode");
}

/** The namespace of the inputs; an unknown one counts as not given. */
export function namespaceOf(object: KubernetesObject): string | undefined {
  const { namespace } = metadataOf(object);
  return namespace === undefined || namespace === "" || isUnknown(namespace) ? undefined : namespace;
}
