import { Document, isMap } from "yaml";
import { explainKeys } from "../../kubernetes/explain";
import type { Flags } from "../../kubernetes/flags";
import { documentText } from "../../yaml";

/** A configuration as YAML, with the reason above each of the arguments that are its property of the given name. */
export function configText<Key extends string>(
  config: Readonly<Record<Key, unknown>>,
  key: Key,
  flags: Flags,
): string {
  const document = new Document(config, { aliasDuplicateObjects: false });
  const map = document.get(key);
  if (isMap(map)) explainKeys(map.items, flags);
  return documentText(document);
}
