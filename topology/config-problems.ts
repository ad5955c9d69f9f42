import type { z } from "zod";
import { type ConfigKey, configKeys, keysUnder } from "./config-keys";
import { hiddenValue, type Problem } from "./problems";
import { readableShellWord } from "./shell-word";
import { mostSimilar } from "./similar";

type Path = readonly PropertyKey[];

/** The names of keys whose values are not shown, whatever they are in. */
const hiddenNames = Object.entries(configKeys)
  .filter(([, { isHidden }]) => isHidden)
  .map(([key]) => key.slice(key.lastIndexOf(".") + 1));

/** What the schema found, in the words of the table of keys, each value once; `input` gives the values that are shown. */
export function problemsOf(issues: readonly z.core.$ZodIssue[], input: object): readonly Problem[] {
  const problems = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => unknownKey(issue.path, key, input))
      : [refusedValue(issue.path, input)],
  );
  return [...new Map(problems.map((problem) => [problem.where, problem])).values()];
}

function refusedValue(path: Path, input: object): Problem {
  const { must, why, remedy, isHidden } = configKeys[keyOf(path)];
  const value = isHidden ? hiddenValue : valueAt(path, input);
  return { what: must, where: pathText(path), value, why, remedy };
}

function unknownKey(parent: Path, key: string, input: object): Problem {
  const path = [...parent, key];
  const known = keysUnder(pathText(parent));
  const meant = mostSimilar(key, known);
  const removal = `pulumi config rm --path ${readableShellWord(pathText(path))}`;
  return {
    what: "there is no such key",
    where: pathText(path),
    value: shownValue(key, valueAt(path, input)),
    why:
      known.length === 0
        ? `${pathText(parent)} ${configKeys[keyOf(parent)].must}`
        : `the keys${parent.length > 0 ? ` of ${pathText(parent)}` : ""} are ${known.join(", ")}`,
    remedy: meant === undefined ? removal : `did you mean ${pathText([...parent, meant])}? ${removal}`,
  };
}

/** A secret under a mistyped or misplaced key is one all the same. */
function shownValue(key: string, value: unknown): unknown {
  const looksSecret = /\bauths\b|PRIVATE KEY/.test(JSON.stringify(value));
  return looksSecret || mostSimilar(key, hiddenNames) !== undefined ? hiddenValue : value;
}

/** The longest beginning of the path that the table describes. */
function keyOf(path: Path): ConfigKey {
  const beginnings = path.map((_, index) => path.slice(0, index + 1).join("."));
  const key = beginnings.findLast((beginning): beginning is ConfigKey => beginning in configKeys);
  if (key === undefined) throw new Error(`the table of keys does not describe ${pathText(path)}`);
  return key;
}

/** A path as `pulumi config set --path` takes it. */
function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    const key = String(step);
    if (/[.[\]"]/.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === "" ? key : `${text}.${key}`;
  }, "");
}

function valueAt(path: Path, input: object): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}
