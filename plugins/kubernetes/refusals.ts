import { NotOffered } from "../shared/errors";
import type { Failure, ResourceRef } from "../shared/provider";
import type { Properties } from "../shared/values";
import { annotation } from "./annotations";
import type { KubernetesObject } from "./objects";
import { metadataOf, plainText, typeMetaOf } from "./objects";
import { groupOf } from "./scope";

/**
 * What the official plugin offers and this one does not. Each is refused before anything is made:
 * a feature that is silently left out would look as if it worked.
 */
interface Refusal {
  readonly what: string;
  readonly applies: (object: KubernetesObject, type: string) => boolean;
}

/** Kinds that are only made when they are ready, which this plugin cannot tell of them. */
const NOT_WAITED_FOR = [
  { group: "apps", kind: "StatefulSet" },
  { group: "", kind: "PersistentVolumeClaim" },
  { group: "", kind: "ReplicationController" },
  { group: "networking.k8s.io", kind: "Ingress" },
] as const;

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
  ...NOT_WAITED_FOR.map(({ group, kind }) => ({
    what: `an object of kind ${kind}`,
    applies: (object: KubernetesObject) => object.kind === kind && groupOf(object.apiVersion) === group,
  })),
  ...["waitFor", "replaceUnready", "patchFieldManager", "deletionPropagationPolicy"].map((name) => ({
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

/** Settings that are not offered, unless they have one of the values that change nothing. */
const REFUSED_SETTINGS: Readonly<Record<string, readonly string[]>> = {
  enableServerSideApply: ["true"],
  enablePatchForce: ["false"],
  cluster: [""],
  renderYamlToDirectory: [""],
  helmReleaseSettings: [],
  kubeClientSettings: [],
  strictMode: ["false"],
  alwaysRender: ["false"],
};
const REFUSED_ENVIRONMENT: Readonly<Record<string, readonly string[]>> = {
  PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY: ["true"],
  PULUMI_K8S_ENABLE_PATCH_FORCE: ["false"],
  PULUMI_K8S_AWAIT_ALL: ["false"],
};

/** One failure for each setting of the provider, or of its environment, that is not offered. */
export function refusedSettings(
  settings: Properties,
  where: string,
  environment: NodeJS.ProcessEnv = process.env,
): readonly Failure[] {
  const found = (refused: typeof REFUSED_SETTINGS, given: Properties): readonly string[] =>
    Object.keys(refused).filter((key) => {
      const value = given[key];
      return value !== undefined && value !== null && refused[key]?.includes(plainText(value)) === false;
    });
  const failure = (property: string, what: string): Failure => ({
    property,
    reason: new NotOffered(what, where).message,
  });
  return [
    ...found(REFUSED_SETTINGS, settings).map((key) => failure(key, `the provider setting ${key}`)),
    ...found(REFUSED_ENVIRONMENT, environment).map((key) => failure("", `the environment variable ${key}`)),
  ];
}
