import type { Properties } from "../shared/values";
import { metadataOf } from "./objects";

/**
 * Annotations by which a program steers the plugin, object by object
 * (@pulumi/kubernetes, provider documentation "Resource annotations").
 */
export const AUTONAMED = "pulumi.com/autonamed";
export const SKIP_AWAIT = "pulumi.com/skipAwait";
export const TIMEOUT_SECONDS = "pulumi.com/timeoutSeconds";
export const PATCH_FORCE = "pulumi.com/patchForce";

export const annotation = (object: Properties, name: string): string | undefined =>
  metadataOf(object).annotations?.[name];

export const isAnnotated = (object: Properties, name: string): boolean => annotation(object, name) === "true";

/** Seconds to wait: the option customTimeouts goes before the annotation, both before the default. */
export function timeoutSeconds(object: Properties, custom: number, otherwise: number): number {
  if (custom > 0) return custom;
  const annotated = Number(annotation(object, TIMEOUT_SECONDS));
  return annotated > 0 ? annotated : otherwise;
}
