import { NotOffered } from "../shared/errors";
import type { Failure, ResourceRef } from "../shared/provider";
import type { Properties } from "../shared/values";
import { annotation, isAnnotated, SKIP_AWAIT } from "./annotations";
import type { KubernetesObject } from "./objects";
import { metadataOf, plainText, typeMetaOf } from "./objects";

/**
 * What the official plugin offers and this one does not. Each is refused before anything is made:
 * a feature that is silently left out would look as if it worked.
 */
interface Refusal {
  readonly what: string;
  readonly applies: (object: KubernetesObject, type: string) => boolean;
}

const REFUSALS: readonly Refusal[] = [
  { what: "Helm", applies: (_, type) => type.startsWith("kubernetes:helm.sh/") },
  { what: "Kustomize", applies: (_, type) => type.startsWith("kubernetes:kustomize/") },
  {
    what: "a Patch resource",
    // The SDK gives a ConfigMapPatch the kind ConfigMap; a custom kind may end in Patch by itself.
    applies: ({ kind }, type) => typeMetaOf(type).kind === `${kind}Patch`,
  },
  {
    what: "a List resource",
    applies: (object, type) => typeMetaOf(type).kind.endsWith("List") && Array.isArray(object["items"]),
  },
  ...["StatefulSet", "PersistentVolumeClaim", "Ingress", "ReplicationController"].map((kind) => ({
    what: `waiting for a ${kind} (with the annotation ${SKIP_AWAIT}: "true" it is made without waiting)`,
    applies: (object: KubernetesObject) => object.kind === kind && !isAnnotated(object, SKIP_AWAIT),
  })),
  ...["waitFor", "replaceUnready", "patchFieldManager"].map((name) => ({
    what: `the annotation pulumi.com/${name}`,
    applies: (object: KubernetesObject) => annotation(object, `pulumi.com/${name}`) !== undefined,
  })),
];

/** Throws for an object that needs what is not offered. */
export function refuse(object: KubernetesObject, { type, urn, name }: ResourceRef): void {
  const refusal = REFUSALS.find(({ applies }) => applies(object, type));
  if (!refusal) return;
  const { namespace, name: objectName = name } = metadataOf(object);
  const where = `${object.kind} ${namespace === undefined ? "" : `${namespace}/`}${objectName}`;
  throw new NotOffered(refusal.what, `${where}, ${urn}`);
}

/** Provider settings that are not offered, unless they have the value that changes nothing. */
const REFUSED_SETTINGS: Readonly<Record<string, readonly string[]>> = {
  enableServerSideApply: ["true"],
  renderYamlToDirectory: [""],
  helmReleaseSettings: [],
  kubeClientSettings: [],
  strictMode: ["false"],
  alwaysRender: ["false"],
};

/** One failure for each setting of the provider that is not offered. */
export function refusedSettings(settings: Properties, where: string): readonly Failure[] {
  return Object.entries(REFUSED_SETTINGS).flatMap(([property, harmless]) => {
    const value = settings[property];
    if (value === undefined || value === null || harmless.includes(plainText(value))) return [];
    return [{ property, reason: new NotOffered(`the provider setting ${property}`, where).message }];
  });
}
