/**
 * ts-node translates each stack to the lines of the TypeScript source as soon as somebody reads it. The SDK reads one
 * for every promise of every resource, to show none of them: a tenth of an `up` without changes. So the translation is
 * put aside, and taken out for the stacks that a user sees.
 */
let translation: typeof Error.prepareStackTrace;

/** Puts the translation aside that is installed now. */
export function postponeTranslation(): void {
  translation = Error.prepareStackTrace;
  Error.prepareStackTrace = undefined;
}

/** An error's stack in the lines of the source, unless somebody has read it before. */
export function translatedStack(error: Error): string {
  Error.prepareStackTrace = translation;
  try {
    return error.stack ?? "";
  } finally {
    Error.prepareStackTrace = undefined;
  }
}
