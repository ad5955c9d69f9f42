/** What of the suite is tried, as its caller says by the environment. */
export interface Choice {
  /** How often each fault is tried. */
  readonly runs: number;
  /** Whether a fault is tried, by its name. */
  readonly picks: (name: string) => boolean;
  /** Whether all of them are, or some are left out by the caller's wish. */
  readonly of: "all" | "some";
}

const defaultRuns = "3";

/** Reads `RUNS`, a whole number, and `FAULTS`, a regular expression that the names of faults fit. */
export function choiceOf(environment: Readonly<Record<string, string | undefined>>): Choice {
  const { RUNS = defaultRuns, FAULTS = "" } = environment;
  if (!/^[1-9][0-9]*$/.test(RUNS)) throw new Error(`RUNS must be a whole number above 0, and is "${RUNS}"`);
  const names = new RegExp(FAULTS);
  return { runs: Number(RUNS), picks: (name) => names.test(name), of: FAULTS === "" ? "all" : "some" };
}
