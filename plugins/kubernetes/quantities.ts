import type { Properties, Value } from "../shared/values";
import { isMap, mapValues } from "../shared/values";
import { plainText } from "./objects";

/**
 * Keys under which Kubernetes keeps resource quantities. The API server writes these in one form
 * ("1000m" becomes "1"): without the same form here each `up` would find a difference.
 */
const QUANTITY_MAPS: ReadonlySet<string> = new Set([
  "requests",
  "limits",
  "hard",
  "capacity",
  "podFixed",
  "default",
  "defaultRequest",
]);
const QUANTITY_FIELDS: ReadonlySet<string> = new Set(["sizeLimit", "averageValue", "divisor"]);

const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const DECIMAL = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];

/** The object with every quantity in the form the API server gives it. */
export const canonicalQuantities = (object: Properties): Properties => mapValues(object, visit);

function visit(value: Value, key: string): Value {
  if (Array.isArray(value)) return value.map((item: Value) => visit(item, ""));
  if (isMap(value)) return mapValues(value, QUANTITY_MAPS.has(key) ? canonicalOrNested : visit);
  return QUANTITY_FIELDS.has(key) ? canonical(value) : value;
}

const canonicalOrNested = (value: Value, key: string): Value =>
  isMap(value) || Array.isArray(value) ? visit(value, key) : canonical(value);

/**
 * apimachinery's CanonicalString (resource.Quantity): the greatest suffix that leaves a whole
 * number, staying binary or decimal as written. What is no such quantity is left as it is.
 */
function canonical(value: Value): Value {
  const [, digits, suffix = ""] = /^([+-]?\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(plainText(value)) ?? [];
  const [suffixes, base] = BINARY.slice(1).includes(suffix) ? [BINARY, 1024] : [DECIMAL, 1000];
  const written = suffixes.indexOf(suffix);
  if (digits === undefined || written < 0) return value;
  let amount = Number(digits);
  let at = written;
  while (!Number.isInteger(amount) && at > 0) [amount, at] = [round(amount * base), at - 1];
  while (amount !== 0 && amount % base === 0 && at < suffixes.length - 1)
    [amount, at] = [amount / base, at + 1];
  if (amount === 0) return "0";
  return Number.isSafeInteger(amount) ? `${amount}${suffixes[at] ?? ""}` : value;
}

/** 1.1 × 1000 is 1100.0000000000002 in floating point. */
const round = (amount: number): number => Number(amount.toFixed(9));
