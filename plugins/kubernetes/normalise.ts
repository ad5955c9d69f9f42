import type { Value } from "../shared/values";
import { isMap, isUnknown, mapValues } from "../shared/values";
import type { KubernetesObject } from "./objects";
import { withMetadata, without } from "./objects";
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

/** Inputs in the form in which the API server will give them back, as far as that is known beforehand. */
export function normalise(object: KubernetesObject): KubernetesObject {
  const canonical = canonicalQuantities(withoutReadOnly(object)) as KubernetesObject;
  return isSecretKind(object) ? withEncodedData(canonical) : canonical;
}

const isSecretKind = ({ apiVersion, kind }: KubernetesObject): boolean =>
  apiVersion === "v1" && kind === "Secret";

function withoutReadOnly(object: KubernetesObject): KubernetesObject {
  return isMap(object["metadata"]) ? { ...object, metadata: without(object.metadata, ...READ_ONLY) } : object;
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
