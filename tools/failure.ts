import { types } from "node:util";

/** What a user needs to go on after an error. */
export interface FailureReport {
  /** What did not work, as one sentence. */
  readonly what: string;
  /** The file, program, address or key that it is about. */
  readonly where: string;
  /** Since when, where it is something that lasts. */
  readonly since?: string;
  /** What was seen, where that says more than the reason. */
  readonly seen?: string;
  /** The reason, as far as it is known. */
  readonly why: string;
  /** What to do about it, if possible a command. */
  readonly remedy: string;
}

/** An error that is meant for the user: it is printed without a stack trace. */
export class Failure extends Error {
  constructor(readonly report: FailureReport) {
    super(textOf(report));
    this.name = "Failure";
  }
}

function textOf({ what, where, since, seen, why, remedy }: FailureReport): string {
  const parts = { where, since, seen, why, remedy };
  const lines = Object.entries(parts)
    .filter(([, text]) => text !== undefined)
    .map(([name, text]) => `  ${`${name}:`.padEnd(7)} ${text}`);
  return [what, ...lines].join("\n");
}

/** Several things that went wrong at once; all are shown, so that nothing is mended twice. */
export class Failures extends Failure {
  constructor(what: string, failures: readonly [Failure, ...Failure[]]) {
    super(failures[0].report);
    const count = failures.length === 1 ? "1 problem" : `${failures.length} problems`;
    this.message = [`${what} (${count})`, ...failures.map(({ message }) => message)].join("\n\n");
  }
}

/**
 * The Failure behind an error that the operating system gave for a file (no permission, no space), if it is
 * one: the user can do something about it, so that no stack trace is shown either.
 */
export function asFailure(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  if (!types.isNativeError(error) || !("path" in error) || !("code" in error)) return undefined;
  return new Failure({
    what: "a file cannot be used",
    where: String(error.path),
    why: error.message,
    remedy: "run make as the user who owns this folder, and see that its disk has room",
  });
}
