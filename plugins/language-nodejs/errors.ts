import { translatedStack } from "./stacks";

/** Errors of the program, made fit to be read by the user of the CLI. */

/**
 * Errors whose message says all there is to say: our own (`isUserError`, thrown for wrong
 * configuration) and the SDK's RunError. Their stack would only hide the message.
 */
function saysItAll(error: Error): boolean {
  return property(error, "isUserError") === true || property(error, "__pulumiRunError") === true;
}

/** What the user sees of an error: the message, and of a bug the program's own stack frames too. */
export function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const message = withoutGrpc(thrown.message);
  if (saysItAll(thrown) || message !== thrown.message) return message;
  const frames = translatedStack(thrown).split("\n").filter(isOwnFrame);
  return [`${thrown.name}: ${message}`, ...frames].join("\n");
}

/**
 * The SDK's own handler of uncaught errors prints stack and message as they are, except of errors
 * that carry RunError's mark: of these it prints the message alone.
 */
export function tidy(thrown: unknown): void {
  if (!(thrown instanceof Error)) return;
  const message = describe(thrown);
  Object.assign(thrown, { message, __pulumiRunError: true });
}

/** "failed to register …: 2 UNKNOWN: reason": code and name are of the protocol, not of the matter. */
function withoutGrpc(message: string): string {
  return message.replace(/(^|: )\d{1,2} [A-Z_]+: /, "$1");
}

const isOwnFrame = (line: string): boolean =>
  /^\s+at /.test(line) && !/node_modules|node:internal|\.tools\/lib/.test(line);

function property(error: Error, key: string): unknown {
  return (error as unknown as Readonly<Record<string, unknown>>)[key];
}
