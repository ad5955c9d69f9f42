import { type Document, type ToStringOptions, stringify } from "yaml";

/** Long values stay on one line, and nothing is written as an alias of something else: files are read by people. */
const options = { lineWidth: 0, aliasDuplicateObjects: false } as const satisfies ToStringOptions & {
  aliasDuplicateObjects: boolean;
};

/** A value as a YAML file; properties that are undefined are left out. */
export function yamlText(value: object): string {
  return stringify(value, options);
}

/** A document, which may carry comments, as a YAML file. */
export function documentText(document: Document): string {
  return document.toString({ lineWidth: 0 });
}
