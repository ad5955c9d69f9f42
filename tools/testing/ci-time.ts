import type { TestPart } from "./parts";

/** What CI has for a run, and what of it stays for what comes after the last part, in minutes. */
const limits = { run: 90, kept: 5 } as const;

/** The clock of a run on CI. */
export interface CiTime {
  /** When the run began, by the first line of .ci/run; undefined where nobody cuts the run off. */
  readonly began: Date | undefined;
  readonly now: Date;
}

/** Reads the clock: HARDWAY_CI_BEGAN has the seconds since 1970. */
export function ciTimeOf(environment: NodeJS.ProcessEnv, now: Date): CiTime {
  const seconds = environment["HARDWAY_CI_BEGAN"];
  return { began: seconds === undefined ? undefined : new Date(Number(seconds) * 1000), now };
}

/** Why a part is not begun: CI would cut it off; undefined where it runs. */
export function noTimeFor({ minutesOnCi }: TestPart, { began, now }: CiTime): string | undefined {
  if (began === undefined || minutesOnCi === undefined) return undefined;
  const passed = Math.ceil((now.getTime() - began.getTime()) / 60_000);
  if (passed + minutesOnCi + limits.kept <= limits.run) return undefined;
  return `${passed} of CI's ${limits.run} minutes are over, and it takes up to ${minutesOnCi}: make test runs it elsewhere`;
}
