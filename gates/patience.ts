import { patienceSchema, patienceVariable, usualPatienceSeconds } from "../topology/patience";
import { GateFailure } from "./context";

/**
 * How long the gates see no new state before they give up, in milliseconds: two minutes, or the whole seconds that the
 * environment names, from 10 to 3600.
 */
export function patienceIn(environment: Readonly<Record<string, string | undefined>>): number {
  const given = environment[patienceVariable];
  const parsed = patienceSchema.safeParse(given);
  if (parsed.success) return parsed.data * 1000;
  throw new GateFailure({
    what: `${patienceVariable} is not a number of seconds`,
    where: `the environment, ${patienceVariable}=${given ?? ""}`,
    why: "it is how long a gate sees no new state before it gives up, a whole number from 10 to 3600",
    remedy: `unset it, which means ${usualPatienceSeconds}, or set it to such a number`,
  });
}
