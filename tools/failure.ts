import { types } from "node:util";

/** The four things that a user needs to go on after an error. */
export interface FailureReport {
  /** What did not work, as one sentence. */
  readonly what: string;
  /** The file, program, address or key that it is about. */
  readonly where: string;
  /** The reason, as far as it is known. */
  readonly why: string;
  /** What to do about it, if possible a command. */
  readonly remedy: string;
}

/** An error that is meant for the user: it is printed without a stack trace. */
export class Failure extends Error {
  constructor(readonly report: FailureReport) {
    const { what, where, why, remedy } = report;
    super(`${what}\n  where:  ${where}\n  why:    ${why}\n  remedy: ${remedy}`);
    this.name = "Failure";
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
