import type { Failure } from "../shared/provider";
import type { Properties, Value } from "../shared/values";
import { isArchive, isAsset, isMap, isSecret, isUnknown, reveal } from "../shared/values";

/** What an input may hold, by the name that the official plugin's messages give it (a Go type). */
export type InputType =
  | "string"
  | "bool"
  | "float64"
  | "[]string"
  | "[]interface {}"
  | "map[string]string"
  | "remote.Connection"
  | "types.AssetOrArchive";

export interface InputTable {
  /** As it stands in messages, e.g. `local.CommandInputs`. */
  readonly goName: string;
  readonly types: Readonly<Record<string, InputType>>;
  readonly required: readonly string[];
}

/** All that is wrong with the given inputs, in the official plugin's words. */
export function checkInputs(inputs: Properties, table: InputTable): readonly Failure[] {
  const missing = table.required
    .filter((name) => inputs[name] === undefined)
    .map((name) => ({
      property: name,
      reason: `Missing required field '${name}' on '${table.goName}'`,
    }));
  const wrong = Object.entries(inputs).flatMap(([name, value]) => {
    const type = table.types[name];
    if (value === undefined || value === null) return [];
    if (type) return wrongType({ name, value, type }, table.goName);
    return [{ property: name, reason: `'${name}' is not an input of '${table.goName}': leave it out` }];
  });
  return [...missing, ...wrong];
}

interface Field {
  readonly name: string;
  readonly value: Value;
  readonly type: InputType;
}

function wrongType({ name, value, type }: Field, owner: string): readonly Failure[] {
  const plain = isSecret(value) ? reveal(value) : value;
  if (isUnknown(plain)) return [];
  if (!fits[type](plain)) {
    const reason = `Field '${name}' on '${owner}' must be a '${type}'; got '${goType(plain)}' instead`;
    return [{ property: name, reason }];
  }
  return members({ name, value: plain, type }).flatMap((member) => wrongType(member, owner));
}

/** The strings inside a list or map of strings. */
function members({ name, value, type }: Field): readonly Field[] {
  if (type === "[]string") {
    return (value as readonly Value[]).map((item, index) => ({
      name: `${name}[${index}]`,
      value: item,
      type: "string",
    }));
  }
  if (type !== "map[string]string") return [];
  return Object.entries(value as Properties).map(([key, inner]) => ({
    name: `${name}[${key}] value`,
    value: inner ?? null,
    type: "string",
  }));
}

const isList = (value: Value): boolean => Array.isArray(value);
const fits: Readonly<Record<InputType, (value: Value) => boolean>> = {
  string: (value) => typeof value === "string",
  bool: (value) => typeof value === "boolean",
  float64: (value) => typeof value === "number",
  "[]string": isList,
  "[]interface {}": isList,
  "map[string]string": isMap,
  "remote.Connection": isMap,
  "types.AssetOrArchive": (value) => isAsset(value) || isArchive(value),
};

function goType(value: Value): string {
  if (value === null) return "<nil>";
  if (typeof value === "number") return "float64";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "string";
  return isMap(value) ? "map[string]interface {}" : "[]interface {}";
}
