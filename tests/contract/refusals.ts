import { isDeepStrictEqual } from "node:util";
import type { LeftOutCase } from "./cases";

/** What the harness records of a step, as far as a refusal shows in it. */
export interface PlayedStep {
  readonly op: string;
  readonly exit: number | string;
  readonly operations: readonly { readonly op: string; readonly resource: string; readonly result: string }[];
  /** `resource severity: text`. */
  readonly messages?: readonly string[];
  readonly state: Readonly<Record<string, unknown>>;
  readonly stackOutputs?: unknown;
  readonly seen?: Readonly<Record<string, unknown>>;
}

/** The stand-in's error, with the place left open: what, where, remedy. */
export function refusalText(what: string, where: string): string {
  return (
    `${what} (${where}) is not offered by this repository's stand-in plugin. ` +
    "Install the official plugin with `pulumi install`; the tools then use it instead."
  );
}

/** The engine's own last words on an operation that failed. */
const CLOSING_WORDS = /^\(stack\) error: (?:preview|update|refresh|destroy) failed$/;

/** Operations on the program that take up what it asks for. */
const RUNS_THE_PROGRAM: readonly string[] = ["up", "preview"];

/**
 * What speaks against it that the stand-in refused a case clearly: a step that succeeded, an error that does not name
 * the feature, the place and the remedy, one that comes beside it, something that was made all the same.
 */
export function refusalComplaints(leftOut: LeftOutCase, played: readonly PlayedStep[]): readonly string[] {
  const asking = played
    .map((step, index) => ({ step, number: index + 1 }))
    .filter(({ step }) => RUNS_THE_PROGRAM.includes(step.op));
  if (asking.length === 0) return ["no step of the case asks for what is left out"];
  return asking.flatMap(({ step, number }) =>
    complaintsAbout(leftOut, step).map((complaint) => `step ${number} (${step.op}): ${complaint}`),
  );
}

function complaintsAbout(
  { refusal, users, where, seen = {} }: LeftOutCase,
  step: PlayedStep,
): readonly string[] {
  const errors = (step.messages ?? []).filter((message) => /^\S+ error: /.test(message));
  const places = where === undefined ? users : [where];
  const refusals = errors.filter((message) => places.some((place) => isRefusal(message, refusal, place)));
  const others = errors.filter((message) => !refusals.includes(message) && !CLOSING_WORDS.test(message));
  const made = step.operations.filter(({ resource, result }) => users.includes(resource) && result === "ok");
  const looked = Object.entries(seen).filter(
    ([title, wanted]) => !isDeepStrictEqual(step.seen?.[title] ?? wanted, wanted),
  );
  return [
    ...(step.exit === 0 ? ["it succeeded"] : []),
    ...(refusals.length > 0 ? [] : [`no error says that ${refusal} is not offered: ${errors.join(" | ")}`]),
    ...others.map((message) => `an error beside the refusal: ${message}`),
    ...made.map(({ op, resource }) => `${op} of ${resource} was done`),
    ...users.filter((user) => user in step.state).map((user) => `${user} stands in the state`),
    ...(step.stackOutputs === undefined ? [] : ["the stack has outputs"]),
    ...looked.map(([title]) => `${title} is ${JSON.stringify(step.seen?.[title])}`),
  ];
}

/** The place is written in many ways, and always has these words. */
function isRefusal(message: string, what: string, where: string): boolean {
  const [before = "", after = ""] = refusalText(what, "\0").split("\0");
  const start = message.indexOf(before);
  const end = message.indexOf(after, start);
  return start >= 0 && end > start && message.slice(start + before.length, end).includes(where);
}
