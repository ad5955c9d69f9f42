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
