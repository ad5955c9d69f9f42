/** Stands for the value of a key that may hold something secret, in problems, which are shown. */
export const hiddenValue: unique symbol = Symbol("a value that is not shown");

/** One thing that is wrong with a stack's configuration, in the four parts that every error of the program has. */
export interface Problem {
  /** What is wrong, as a sentence without a full stop. */
  readonly what: string;
  /** The configuration key, as a user types it after `pulumi config set`. */
  readonly where: string;
  /** The value that was given, shown in the message. */
  readonly value: unknown;
  /** Why it cannot work. */
  readonly why: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** Thrown before any resource is made; its message is meant for the user and needs no stack trace. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  /** Tells the language host to show the message alone. */
  readonly isUserError = true;

  constructor(readonly problems: readonly Problem[]) {
    super(describeProblems(problems));
  }
}

/** All problems as text, one paragraph each. */
export function describeProblems(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const paragraphs = problems.map(
    (problem) =>
      `${problem.where}: ${problem.what}\n` +
      `  value:  ${valueText(problem.value)}\n` +
      `  why:    ${problem.why}\n` +
      `  remedy: ${problem.remedy}`,
  );
  return `The stack's configuration has ${count}; nothing was changed.\n\n${paragraphs.join("\n\n")}`;
}

function valueText(value: unknown): string {
  if (value === hiddenValue) return "(not shown)";
  return value === undefined ? "(not set)" : JSON.stringify(value);
}
