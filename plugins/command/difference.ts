import { isDeepStrictEqual } from "node:util";
import { changes, formatPath } from "../shared/diff";
import type { Change } from "../shared/diff";
import type { DetailedChange, DiffRequest, Difference } from "../shared/provider";
import type { Properties } from "../shared/values";
import { containsUnknown, UNKNOWN } from "../shared/values";
import type { InputTable } from "./inputs";

/**
 * What changes between the state and the program. The inputs as the *outputs* hold them are compared:
 * they are those of the last command that succeeded.
 */
export function difference(request: DiffRequest, table: InputTable): Difference {
  const { olds, news } = request;
  const ignored = new Set(request.ignoreChanges);
  const wanted = Object.fromEntries(
    Object.keys(table.types).map((name) => [name, ignored.has(name) ? olds[name] : news[name]]),
  );
  const found = changes(inputsOf(olds, table), wanted);
  const keys = [...new Set(found.map(({ path }) => String(path[0])))];
  return {
    changed: found.length > 0,
    keys,
    detailed: found.map(detailed),
    replaces: found.filter(replaces).map(({ path }) => formatPath(path)),
  };
}

/**
 * Only the list of triggers as a whole is a key that replaces; a change inside of it becomes a
 * replacement by the option `replaceOnChanges: ["triggers[*]"]` that the SDK adds.
 */
const replaces = ({ path }: Change): boolean => path.length === 1 && path[0] === "triggers";

function detailed(change: Change): DetailedChange {
  const kind = replaces(change) ? (`${change.kind}Replace` as const) : change.kind;
  return { path: formatPath(change.path), kind };
}

const inputsOf = (outputs: Properties, table: InputTable): Properties =>
  Object.fromEntries(Object.keys(table.types).map((name) => [name, outputs[name]]));

/**
 * Outputs of a previewed update: what the command will give (all that is no input) is unknown when an
 * input changes or goes. An input that is merely added leaves the old values standing, as it does
 * with the official plugin (pulumi-go-provider, infer: markComputed).
 */
export function forecast(olds: Properties, news: Properties, table: InputTable): Properties {
  const uncertain = Object.keys(table.types).some(
    (name) =>
      containsUnknown(news[name]) || (olds[name] !== undefined && !isDeepStrictEqual(olds[name], news[name])),
  );
  const results = Object.entries(olds).filter(([name]) => !(name in table.types));
  return {
    ...news,
    ...Object.fromEntries(results.map(([name, value]) => [name, uncertain ? UNKNOWN : value])),
  };
}
