import type { Path } from "../shared/diff";

const STEP = /\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]]+)/g;

/** A property path of the option ignoreChanges: `spec.ports[0]`, `metadata.annotations["a.b/c"]`, `[*]`. */
export function parsePath(text: string): Path {
  return [...text.matchAll(STEP)].map(([, quoted, index, name = ""]) => {
    if (quoted !== undefined) return quoted.replaceAll('\\"', '"');
    return index === undefined || index === "*" ? (index ?? name) : Number(index);
  });
}

/** Whether `path` is `prefix` or below it; `*` in the prefix stands for any key or index. */
export const isWithin = (path: Path, prefix: Path): boolean =>
  prefix.length <= path.length && prefix.every((step, index) => step === "*" || step === path[index]);
