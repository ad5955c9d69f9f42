import { z } from "zod";
import { bootkubeReport } from "../../topology/openshift/bootkube-report";

/** A stage of bootkube; its times are of no interest here, as the gate counts its own. */
const stage = z.object({
  name: z.string(),
  result: z.enum(["running", "done", "failed"]),
  lastError: z.string().nullish(),
});
const stages = z.array(stage);

/** As much of a stage's error as has its reason and its remedy. */
const longestError = 700;

type Stage = z.output<typeof stage>;

/** How far bootkube is on its way to one of its stages. */
export interface Progress {
  readonly reached: boolean;
  /** One line, which names the stage that runs and its last error. */
  readonly state: string;
}

/**
 * Reads the stages as bootkube writes them. What is not readable is a state like any other: the next version of bootkube's
 * file replaces it.
 */
export function progressIn(text: string | undefined, until: string): Progress {
  if (text === undefined) return { reached: false, state: "has not published its stages yet" };
  const { data, error } = stages.safeParse(parsed(text));
  if (error !== undefined) return { reached: false, state: `its ${bootkubeReport.key} is not readable` };
  // A stage that was begun again stands there again.
  const reached = data.findLast(({ name }) => name === until)?.result === "done";
  return { reached, state: stateOf(data, until) };
}

/** Whether a stage was begun, whatever came of it; false where the text is not readable. */
export function hasBegun(text: string | undefined, name: string): boolean {
  const { data = [] } = stages.safeParse(parsed(text ?? ""));
  return data.some((stage) => stage.name === name);
}

function stateOf(data: readonly Stage[], until: string): string {
  const done = data.filter(({ result }) => result === "done").map(({ name }) => name);
  const current = data.findLast(({ result }) => result !== "done");
  const past = done.length === 0 ? "" : `${done.join(", ")} done`;
  if (current !== undefined) return [past, describe(current)].filter((part) => part !== "").join("; ");
  return done.includes(until)
    ? past
    : [past, `${until} has not begun`].filter((part) => part !== "").join("; ");
}

/** A stage that is not done, with what stands in its way. */
function describe({ name, result, lastError }: Stage): string {
  const what = result === "failed" ? `${name} failed, and is begun again` : `${name} runs`;
  const why = (lastError ?? "").trim().replace(/\s+/g, " ");
  return why === "" ? what : `${what}; last error: ${why.slice(0, longestError)}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
