import type { Value } from "../shared/values";
import { isMap, mapValues } from "../shared/values";
import type { KubernetesObject } from "./objects";
import { plainText } from "./objects";
import { groupOf } from "./scope";

/** API groups whose specifications have resource quantities; a custom resource keeps what is written. */
const GROUPS: readonly string[] = ["", "apps", "batch", "autoscaling"];

/**
 * Keys under which Kubernetes keeps resource quantities. The API server writes these in one form
 * ("1000m" becomes "1"): without the same form here each `up` would find a difference.
 */
const QUANTITY_MAPS: readonly string[] = [
  ...["requests", "limits", "hard", "capacity", "overhead"],
  ...["default", "defaultRequest", "max", "min"],
];
const QUANTITY_FIELDS: readonly string[] = ["sizeLimit", "averageValue", "divisor"];
/** Maps with keys of the user's choice, which may be called like any field. */
const FREE_MAPS: readonly string[] = ["labels", "annotations", "matchLabels", "nodeSelector", "selector"];

const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const DECIMAL = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];

/** The object with every quantity of its specification in the form the API server gives it. */
export function canonicalQuantities(object: KubernetesObject): KubernetesObject {
  const spec = object["spec"];
  return isMap(spec) && GROUPS.includes(groupOf(object.apiVersion))
    ? { ...object, spec: mapValues(spec, visit) }
    : object;
}

function visit(value: Value, key: string): Value {
  if (Array.isArray(value)) return value.map((item: Value) => visit(item, ""));
  if (!isMap(value)) return QUANTITY_FIELDS.includes(key) ? canonical(value) : value;
  if (FREE_MAPS.includes(key)) return value;
  return mapValues(value, QUANTITY_MAPS.includes(key) ? canonicalOrNested : visit);
}

const canonicalOrNested = (value: Value, key: string): Value =>
  typeof value === "object" ? visit(value, key) : canonical(value);

/**
 * apimachinery's CanonicalString (resource.Quantity): the greatest suffix that leaves a whole
 * number, staying binary or decimal as written. What is no such quantity is left as it is.
 */
function canonical(value: Value): Value {
  const [, digits, suffix = ""] = /^([+-]?\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(plainText(value)) ?? [];
  const [suffixes, base] = BINARY.slice(1).includes(suffix) ? [BINARY, 1024] : [DECIMAL, 1000];
  let at = suffixes.indexOf(suffix);
  if (digits === undefined || at < 0) return value;
  let amount = Number(digits);
  while (!Number.isInteger(amount) && at > 0) [amount, at] = [round(amount * base), at - 1];
  while (amount !== 0 && amount % base === 0 && at < suffixes.length - 1)
    [amount, at] = [amount / base, at + 1];
  if (amount === 0) return "0";
  return Number.isSafeInteger(amount) ? `${amount}${suffixes[at] ?? ""}` : value;
}

/** 1.1 × 1000 is 1100.0000000000002 in floating point. */
const round = (amount: number): number => Number(amount.toFixed(9));
