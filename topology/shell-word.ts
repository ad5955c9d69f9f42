/** A text as one word of a POSIX shell, whatever is in it. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The same for commands that users read and type: quoted only where something means something to a shell. */
export function readableShellWord(text: string): string {
  return /^[-\w./=:@]+$/.test(text) ? text : shellWord(text);
}
