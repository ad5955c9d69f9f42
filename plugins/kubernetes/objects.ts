import type { Properties, Value } from "../shared/values";
import { isMap, mapValues, reveal } from "../shared/values";

/** The parts of an object's metadata that this plugin reads; everything else is passed through. */
export interface Metadata extends Properties {
  readonly name?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly generation?: number;
  readonly resourceVersion?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
}

/** A Kubernetes object as plain JSON: no secret marks, names as the API server writes them. */
export interface KubernetesObject extends Properties {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

/**
 * Names that are no identifiers in some languages: the SDKs write them with underscores
 * (JSONSchemaProps of apiextensions.k8s.io/v1).
 */
const EXTENSION_NAMES = [
  "embedded-resource",
  "int-or-string",
  "list-map-keys",
  "list-type",
  "map-type",
  "preserve-unknown-fields",
  "validations",
].map((name) => `x-kubernetes-${name}`);
const toDash = new Map(EXTENSION_NAMES.map((name) => [name.replaceAll("-", "_"), name]));
const toUnderscore = new Map(EXTENSION_NAMES.map((name) => [name, name.replaceAll("-", "_")]));

function renameKeys(value: Value, names: ReadonlyMap<string, string>): Value {
  if (Array.isArray(value)) return value.map((item: Value) => renameKeys(item, names));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [names.get(key) ?? key, renameKeys(inner ?? null, names)]),
  );
}

/** A null in an input says "not set", like a key that is not there. */
function withoutNulls(value: Value): Value {
  if (Array.isArray(value)) return value.map((item: Value) => withoutNulls(item));
  if (!isMap(value)) return value;
  const present = Object.entries(value).filter(([, inner]) => inner !== null);
  return mapValues(Object.fromEntries(present), withoutNulls);
}

/** The object that the program asks for, secrets in clear. */
export const inputObject = (inputs: Properties): KubernetesObject =>
  withoutNulls(renameKeys(reveal(inputs), toDash)) as KubernetesObject;

/** The object of a state: what the API server said, its nulls included. */
export const stateObject = (outputs: Properties): KubernetesObject =>
  renameKeys(reveal(outputs), toDash) as KubernetesObject;

/** The output properties of a live object. */
export const outputProperties = (object: KubernetesObject): Properties =>
  renameKeys(object, toUnderscore) as Properties;

/** Metadata may be missing from the inputs, or wholly unknown in a preview: then it is empty. */
export const metadataOf = (object: Properties): Metadata =>
  isMap(object["metadata"]) ? object["metadata"] : {};

export const withMetadata = <T extends Properties>(object: T, changed: Properties): T => ({
  ...object,
  metadata: { ...metadataOf(object), ...changed },
});

/** The same without these keys. */
export const without = <T extends Properties>(object: T, ...keys: readonly string[]): T =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key))) as unknown as T;

/** A list or map without anything in it. */
export const isEmptyCollection = (value: Value | undefined): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0;

/** A plain value as text. */
export const plainText = (value: Value): string =>
  typeof value === "string" ? value : JSON.stringify(value);

/** The value at a path of keys; undefined where a step is missing. */
export const valueAt = (value: Value | undefined, ...path: readonly string[]): Value | undefined =>
  path.reduce<Value | undefined>((at, key) => (isMap(at) ? at[key] : undefined), value);

export const numberAt = (value: Value | undefined, ...path: readonly string[]): number => {
  const found = valueAt(value, ...path);
  return typeof found === "number" ? found : 0;
};

export const textAt = (value: Value | undefined, ...path: readonly string[]): string => {
  const found = valueAt(value, ...path);
  return typeof found === "string" ? found : "";
};

export const listAt = (value: Value | undefined, ...path: readonly string[]): readonly Value[] => {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? (found as readonly Value[]) : [];
};

/** The resource id in the state: `namespace/name`, or the name alone where the kind has no namespaces. */
export function idOf({ metadata: { namespace, name = "" } }: KubernetesObject): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

export function parseId(id: string): { readonly namespace?: string; readonly name: string } {
  const [first = "", second] = id.split("/");
  return second === undefined ? { name: first } : { namespace: first, name: second };
}

export interface TypeMeta {
  readonly apiVersion: string;
  readonly kind: string;
}

/** apiVersion and kind of a type token: `kubernetes:apps/v1:Deployment`; `core` is the unnamed group. */
export function typeMetaOf(token: string): TypeMeta {
  const [, groupVersion = "", kind = ""] = token.split(":");
  return { apiVersion: groupVersion.replace(/^core\//, ""), kind };
}
