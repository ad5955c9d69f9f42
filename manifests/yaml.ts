import { type Document, stringify } from "yaml";

/** A value as a YAML file, without aliases and folded lines; properties that are undefined are left out. */
export function yamlText(value: object): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** A document, which may carry comments, as a YAML file. */
export function documentText(document: Document): string {
  return document.toString({ lineWidth: 0 });
}
