import { z } from "zod";

/** The environment variable by which a user gives a slow host more time, or is told sooner. */
export const patienceVariable = "HARDWAY_PATIENCE";

/** How long a wait sees no new state before it is given up where nobody says otherwise, in seconds. */
export const usualPatienceSeconds = 120;

/** What the variable may say: whole seconds. components/shell/lib.sh takes the same, and no less than the usual. */
export const patienceSchema = z.coerce.number().int().min(10).max(3600).default(usualPatienceSeconds);

/** How much more time than the usual that patience, in milliseconds, gives: 1 for the usual one, and for less. */
export function slownessOf(patience: number): number {
  return Math.max(1, patience / (usualPatienceSeconds * 1000));
}
