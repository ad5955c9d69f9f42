import type { Properties, Value } from "../shared/values";
import { isMap, isSecret, mapValues, secret } from "../shared/values";

/** Always secret, whoever wrote the object: the whole map of a Secret's values. */
const SECRET_FIELDS = ["data", "stringData"];

/**
 * Carries the secret marks of the inputs over to other properties of the same object (checked
 * inputs, outputs). Maps are walked, so that one secret does not hide its neighbours; a list with a
 * secret anywhere inside becomes secret as a whole, because its order may change on the way.
 */
export function markSecrets(properties: Properties, source: Properties): Properties {
  if (properties["kind"] === "Secret")
    return mapValues(properties, (value, key) => (SECRET_FIELDS.includes(key) ? secret(value) : value));
  return mapValues(properties, (value, key) => markValue(value, source[key]));
}

function markValue(value: Value, source: Value | undefined): Value {
  if (isMap(value) && !isSecret(value) && isMap(source) && !isSecret(source))
    return markSecrets(value, source);
  return containsSecret(source) ? secret(value) : value;
}

function containsSecret(value: Value | undefined): boolean {
  if (Array.isArray(value)) return value.some((item: Value) => containsSecret(item));
  return isSecret(value) || (isMap(value) && Object.values(value).some(containsSecret));
}
