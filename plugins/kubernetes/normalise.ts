import type { Value } from "../shared/values";
import { isMap, isUnknown, mapValues } from "../shared/values";
import type { KubernetesObject } from "./objects";
import { isEmptyCollection, withMetadata, without } from "./objects";
import { canonicalQuantities } from "./quantities";

/** Fields of metadata that only the API server writes (ObjectMeta in the Kubernetes API reference). */
const READ_ONLY: readonly string[] = [
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "resourceVersion",
  "uid",
];

/** Fields of metadata that the API server leaves out where they say nothing. */
const NOTHING_IF_EMPTY: readonly string[] = ["annotations", "labels", "finalizers", "ownerReferences"];

/** Inputs in the form in which the API server will give them back, as far as that is known beforehand. */
export function normalise(object: KubernetesObject): KubernetesObject {
  const canonical = canonicalQuantities(withUsefulMetadata(object));
  return isSecretKind(object) ? withEncodedData(canonical) : canonical;
}

const isSecretKind = ({ apiVersion, kind }: KubernetesObject): boolean =>
  apiVersion === "v1" && kind === "Secret";

function withUsefulMetadata(object: KubernetesObject): KubernetesObject {
  if (!isMap(object["metadata"])) return object;
  const empty = NOTHING_IF_EMPTY.filter((key) => isEmptyCollection(object.metadata[key]));
  return { ...object, metadata: without(object.metadata, ...READ_ONLY, ...empty) };
}

/** stringData is write-only: the API server merges it into data in base64, over keys of the same name. */
function withEncodedData(object: KubernetesObject): KubernetesObject {
  const { stringData, ...rest } = object;
  if (!isMap(stringData)) return object;
  const data = isMap(rest["data"]) ? rest["data"] : {};
  return { ...rest, data: { ...data, ...mapValues(stringData, encode) } };
}

const encode = (value: Value): Value =>
  typeof value === "string" && !isUnknown(value) ? Buffer.from(value).toString("base64") : value;

/** Fills in the namespace. */
export const inNamespace = (object: KubernetesObject, namespace: string): KubernetesObject =>
  withMetadata(object, { namespace });
