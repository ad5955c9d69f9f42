import { z } from "zod";
import { GateFailure } from "./context";

/** The environment variable by which a user gives a slow host more time, or is told sooner. */
export const patienceVariable = "HARDWAY_PATIENCE";

const usualSeconds = 120;

/** How long the gates see no new state before they give up where nobody says otherwise, in milliseconds. */
export const usualPatience = usualSeconds * 1000;

const seconds = z.coerce.number().int().min(10).max(3600).default(usualSeconds);

/**
 * How long the gates see no new state before they give up, in milliseconds: two minutes, or the whole seconds that the
 * environment names, from 10 to 3600.
 */
export function patienceIn(environment: Readonly<Record<string, string | undefined>>): number {
  const given = environment[patienceVariable];
  const parsed = seconds.safeParse(given);
  if (parsed.success) return parsed.data * 1000;
  throw new GateFailure({
    what: `${patienceVariable} is not a number of seconds`,
    where: `the environment, ${patienceVariable}=${given ?? ""}`,
    why: "it is how long a gate sees no new state before it gives up, a whole number from 10 to 3600",
    remedy: `unset it, which means ${usualSeconds}, or set it to such a number`,
  });
}
