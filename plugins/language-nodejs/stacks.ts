/*
 * ts-node translates each stack to the lines of the TypeScript source as soon as somebody reads it. The SDK reads one
 * for every promise of every resource, to show none of them: a tenth of the program's time in an `up` without changes. So the translation is
 * put aside, and taken out for the stacks that a user sees.
 */
type Translation = (error: Error, frames: NodeJS.CallSite[]) => unknown;
/** Node's types call it always present, which it is not. */
const errors: { prepareStackTrace?: Translation } = Error;
let translation: Translation | undefined;

/** Puts the translation aside that is installed now. */
export function postponeTranslation(): void {
  translation = errors.prepareStackTrace;
  delete errors.prepareStackTrace;
}

/** An error's stack in the lines of the source, unless somebody has read it before. */
export function translatedStack(error: Error): string {
  if (translation !== undefined) errors.prepareStackTrace = translation;
  try {
    return error.stack ?? "";
  } finally {
    delete errors.prepareStackTrace;
  }
}
