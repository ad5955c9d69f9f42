import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties, Value } from "./values";

/** The property map of a protobuf Struct; a request without one gives an empty map. */
export function fromStruct(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

/** A protobuf Struct of a property map. Keys without a value are left out, at any depth. */
export function toStruct(properties: Properties): Struct {
  return Struct.fromJavaScript(present(properties) as Record<string, JavaScriptValue>);
}

/** Struct.fromJavaScript refuses `undefined`, which our optional keys have. */
function present(value: Value): Value {
  if (Array.isArray(value)) return value.map((item: Value) => present(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Properties).flatMap(([key, inner]) =>
      inner === undefined ? [] : [[key, present(inner)]],
    ),
  );
}
